package io.tidemark.testing.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import io.tidemark.testing.faults.lake.LocalLakeLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTopicCheckTest {

  private static final String TOPIC = "    topic: shop.card\n";

  @TempDir private Path dir;

  @Test
  void aSetWithoutATopicHasNothingToCompare() throws Exception {
    TestWorkspace workspace = withoutTopic();
    FeatureSet set = workspace.pipeline().featureSets().get(0);
    assertThat(set.topic()).isEmpty();
    try (Lake lake = workspace.lake()) {
      lake.ensureAll(PipelineTables.of(workspace.pipeline()));
      assertThat(FeatureTopicCheck.problems(workspace, lake, set)).isEmpty();
    }
  }

  private TestWorkspace withoutTopic() throws IOException {
    String small = Files.readString(Path.of("src/test/resources/small.yaml"));
    assertThat(small).contains(TOPIC);
    Path file =
        Files.writeString(dir.resolve("pipeline.yaml"), small.replace(TOPIC, "    topic: none\n"));
    return new TestWorkspace(dir, file, 9, "at-least-once", new LocalLakeLocation());
  }
}
