package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.ingestion.source.SourceStartupOptions;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.WriterLease;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.pipeline.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The uids of the live job of {@code shop.yaml}, against a file of them: a savepoint finds its
 * state by these. A change of the file says that old state is left behind, and needs a way on.
 */
class OperatorUidsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/uids-of-shop.txt");

  @TempDir Path dir;

  @Test
  void stateIsFoundByTheSameUidsAsEver() throws Exception {
    Workspace workspace =
        new Workspace(
            PipelineFile.read(Path.of("../infra/quickstart/shop.yaml")),
            EnvironmentFile.embedded(dir));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    try (Lake lake = workspace.openLake()) {
      lake.ensureAll(PipelineTables.of(workspace.pipeline()));
      new IngestionJob(workspace)
          .build(env, lake, new WriterLease("run"), SourceStartupOptions.beginning());
    }
    assertThat(uids(env)).isEqualTo(Files.readAllLines(GOLDEN));
  }

  private static List<String> uids(StreamExecutionEnvironment env) {
    return env.getStreamGraph().getStreamNodes().stream()
        .map(StreamNode::getTransformationUID)
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }
}
