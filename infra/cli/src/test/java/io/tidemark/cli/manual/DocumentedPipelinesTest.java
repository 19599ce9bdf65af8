package io.tidemark.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline files that the manual shows whole are right. */
class DocumentedPipelinesTest {

  private static final Pattern PIPELINE =
      Pattern.compile("```yaml\n((?:pipeline|streams):.*?)```", Pattern.DOTALL);

  @TempDir Path dir;

  @Test
  void thePipelineFilesOfTheManualAreRead() throws IOException {
    List<String> files = ManualPages.find(PIPELINE);
    assertThat(files).hasSizeGreaterThanOrEqualTo(3);
    for (String file : files) {
      String whole = file.startsWith("pipeline:") ? file : "pipeline: shop\n" + file;
      Pipeline pipeline = PipelineFile.read(Files.writeString(dir.resolve("shop.yaml"), whole));
      assertThat(pipeline.streams()).isNotEmpty();
    }
  }
}
