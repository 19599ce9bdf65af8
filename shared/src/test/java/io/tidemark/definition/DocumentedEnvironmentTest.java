package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.parser.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentedEnvironmentTest {

  private static final Pattern ENVIRONMENT =
      Pattern.compile("```yaml\n(kafka:\n.*?)```", Pattern.DOTALL);

  @TempDir Path dir;

  @Test
  void theManualsEnvironmentFilesAreRead() throws IOException {
    List<String> files =
        ENVIRONMENT
            .matcher(
                Files.readString(Path.of("../docs/reference/environment-file.md"))
                    + Files.readString(Path.of("../docs/guides/catalogs.md")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(files).hasSize(5);
    for (String file : files) {
      read(file);
    }
    assertThat(read(files.get(2)).catalog())
        .containsEntry("s3.path-style-access", "true")
        .containsEntry("s3.secret-access-key", "value of S3_SECRET_ACCESS_KEY");
  }

  private Environment read(String content) throws IOException {
    Path file = Files.writeString(dir.resolve("environment.yaml"), content);
    return EnvironmentFile.read(file, name -> "value of " + name);
  }
}
