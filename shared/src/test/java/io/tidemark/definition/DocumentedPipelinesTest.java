package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.parser.PipelineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline files that the manual shows whole are right. */
class DocumentedPipelinesTest {

  private static final Pattern PIPELINE =
      Pattern.compile("```yaml\n((?:pipeline|streams):.*?)```", Pattern.DOTALL);

  @TempDir Path dir;

  @Test
  void thePipelineFilesOfTheManualAreRead() throws IOException {
    List<String> files = files();
    assertThat(files).hasSizeGreaterThanOrEqualTo(3);
    for (String file : files) {
      String whole = file.startsWith("pipeline:") ? file : "pipeline: shop\n" + file;
      Pipeline pipeline = PipelineFile.read(Files.writeString(dir.resolve("shop.yaml"), whole));
      assertThat(pipeline.streams()).isNotEmpty();
    }
  }

  private static List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> pages = Files.walk(Path.of("../docs"))) {
      List<Path> all = new ArrayList<>(pages.filter(p -> p.toString().endsWith(".md")).toList());
      all.add(Path.of("../README.md"));
      for (Path page : all) {
        PIPELINE.matcher(Files.readString(page)).results().forEach(r -> files.add(r.group(1)));
      }
    }
    return files;
  }
}
