package io.tidemark.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Environment;
import io.tidemark.definition.parser.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment files that the manual shows whole are right; LakesIT works with them. */
class DocumentedEnvironmentTest {

  private static final Pattern ENVIRONMENT =
      Pattern.compile("```yaml\n(kafka:\n.*?)```", Pattern.DOTALL);

  @TempDir Path dir;

  @Test
  void theEnvironmentFilesOfTheManualAreRead() throws IOException {
    List<String> files = ManualPages.find(ENVIRONMENT);
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    List<Map<String, String>> catalogs = new ArrayList<>();
    for (String file : files) {
      catalogs.add(read(file).catalog());
    }
    assertThat(catalogs)
        .anySatisfy(
            catalog ->
                assertThat(catalog)
                    .containsEntry("s3.path-style-access", "true")
                    .containsEntry("s3.secret-access-key", "value of S3_SECRET_ACCESS_KEY"));
  }

  private Environment read(String content) throws IOException {
    Path file = Files.writeString(dir.resolve("environment.yaml"), content);
    return EnvironmentFile.read(file, name -> "value of " + name);
  }
}
