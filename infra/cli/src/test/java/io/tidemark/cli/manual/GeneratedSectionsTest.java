package io.tidemark.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of the reference are what the code says; it also writes them anew. */
class GeneratedSectionsTest {

  private static final String RENEW =
      "mvn test -pl infra/cli -am -Dtest=GeneratedSectionsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dtidemark.docs.write=true";

  static List<GeneratedSection> sections() {
    return Stream.of(
            CommandTables.sections(),
            KeyTables.sections(),
            OwnOptionTable.sections(),
            MetricTable.sections(),
            AggregateTable.sections(),
            ReasonTables.sections())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sections")
  void thePageSaysWhatTheCodeSays(GeneratedSection section) throws IOException {
    if (Boolean.getBoolean("tidemark.docs.write")) {
      section.write();
    }
    assertThat(section.written())
        .as("%s; this renews it: %s", section, RENEW)
        .isEqualTo(section.content());
  }

  @Test
  void whatIsMarkedAsGeneratedIs() throws IOException {
    List<String> marked = new ArrayList<>();
    for (String page : ManualPages.names()) {
      GeneratedSection.MARKER
          .matcher(ManualPages.text(page))
          .results()
          .forEach(marker -> marked.add(marker.group(1) + " of docs/" + page));
    }
    assertThat(sections())
        .extracting(GeneratedSection::toString)
        .containsExactlyInAnyOrderElementsOf(marked);
  }
}
