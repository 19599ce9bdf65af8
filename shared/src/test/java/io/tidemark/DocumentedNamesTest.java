package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.event.GapReason;
import io.tidemark.event.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of reference name all that a reader may meet. */
class DocumentedNamesTest {

  private static final Path REFERENCE = Path.of("../docs/reference");

  @Test
  void theReferenceHasEveryAggregate() throws IOException {
    List<String> own =
        AggregateRegistry.names().stream()
            .filter(name -> isOwn(AggregateRegistry.named(name).getClass()))
            .toList();
    String page = page("aggregates.md");
    assertThat(own)
        .contains("count", "quantile")
        .allSatisfy(name -> assertThat(page).contains("`" + name + "("));
  }

  @Test
  void theReferenceHasEveryReasonOfARejectAndOfAGap() throws IOException {
    String page = page("tables-and-topics.md");
    assertThat(Arrays.asList(RejectReason.values()))
        .allSatisfy(reason -> assertThat(page).contains("| `" + reason + "` |"));
    assertThat(Arrays.asList(GapReason.values()))
        .allSatisfy(reason -> assertThat(page).contains("| `" + reason + "` |"));
  }

  /** Those of tests are found, too. */
  private static boolean isOwn(Class<?> aggregate) {
    return aggregate.getPackageName().equals(AggregateRegistry.class.getPackageName());
  }

  private static String page(String name) throws IOException {
    return Files.readString(REFERENCE.resolve(name));
  }
}
