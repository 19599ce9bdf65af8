package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.ProgressRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the names of {@link Workspace}: a job of another version finds what is there by them. */
class WorkspaceTest {

  private static final Pipeline SHOP = new Pipeline("shop", List.of(), List.of(), Map.of());

  @TempDir Path dir;

  @Test
  void namesComeFromThePipelineIfTheEnvironmentSaysNothing() {
    Workspace workspace = workspace(Optional.empty(), "s3://lake/checkpoints");
    assertThat(workspace.namespace()).isEqualTo("shop");
    assertThat(workspace.consumerGroup()).isEqualTo("tidemark-shop");
    assertThat(workspace.checkpointDirectory()).isEqualTo("s3://lake/checkpoints/shop");
  }

  @Test
  void namesComeFromTheNamespaceOfTheEnvironment() {
    Workspace workspace = workspace(Optional.of("lab.shop"), "s3://lake/checkpoints");
    assertThat(workspace.namespace()).isEqualTo("lab.shop");
    assertThat(workspace.consumerGroup()).isEqualTo("tidemark-lab.shop");
    assertThat(workspace.checkpointDirectory()).isEqualTo("s3://lake/checkpoints/lab.shop");
  }

  @Test
  void oneSlashIsBeforeThePipelinesDirectory() {
    assertThat(workspace(Optional.empty(), "file:///checkpoints/").checkpointDirectory())
        .isEqualTo("file:///checkpoints/shop");
  }

  @Test
  void anotherEnvironmentLeavesThePipelineAsItIs() {
    Environment other = workspace(Optional.of("lab"), "file:///other").environment();
    assertThat(workspace(Optional.empty(), "file:///checkpoints").in(other))
        .isEqualTo(new Workspace(SHOP, other));
  }

  @Test
  void tablesAreThoseOfTheNamespace() {
    try (Lake lake = workspace(Optional.of("lab"), "file:///checkpoints").openLake()) {
      lake.ensureAll(List.of(ProgressRecord.LAYOUT));
      assertThat(lake.table(ProgressRecord.LAYOUT.name()).name()).contains(".lab.");
    }
    try (Lake lake = workspace(Optional.empty(), "file:///checkpoints").openLake()) {
      assertThat(lake.tables()).isEmpty();
    }
  }

  private Workspace workspace(Optional<String> namespace, String checkpoints) {
    Environment local = EnvironmentFile.embedded(dir);
    return new Workspace(
        SHOP,
        new Environment(
            local.kafka(),
            local.catalogName(),
            local.catalog(),
            namespace,
            checkpoints,
            local.checkpointInterval(),
            local.parallelism(),
            local.delivery(),
            local.deadLetters(),
            local.flink()));
  }
}
