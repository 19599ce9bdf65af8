package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that all output of a command's process is there when it has ended, or that its exit code
 * says otherwise.
 */
@Timeout(180)
class OutputIT {

  private static final File FULL_DISK = new File("/dev/full");
  private static final String THIRTEEN =
      "(VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13))";
  private static final String ONE_ROW = "SELECT 'b' AS a, U&'Z\\00FCrich' AS b";
  private static final String MANY_ROWS =
      "SELECT a, b, c, U&'Z\\00FCrich' AS d FROM %s AS x(a), %s AS y(b), %s AS z(c)"
          .formatted(THIRTEEN, THIRTEEN, THIRTEEN);

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"csv, 2197, 2198", "json, 1, 1", "table, 1, 3"})
  void everyRowIsThereWhenTheProcessHasEnded(String format, int rows, int lines) throws Exception {
    Path out = dir.resolve("out");
    assertThat(tidemark(out.toFile(), sql(rows == 1 ? ONE_ROW : MANY_ROWS, format))).isZero();
    assertThat(Files.readAllLines(out)).hasSize(lines);
    assertThat(Files.readAllLines(out).get(lines - 1)).contains("Zürich");
  }

  static boolean hasFullDisk() {
    return FULL_DISK.exists();
  }

  @Test
  @EnabledIf("hasFullDisk")
  void aFullDiskIsAFailure() throws Exception {
    assertThat(tidemark(FULL_DISK, List.of("--help"))).isEqualTo(CommandExceptionHandler.BROKEN);
    assertThat(Files.readString(dir.resolve("err"))).contains("could not be written");
  }

  private List<String> sql(String query, String format) {
    Path env =
        ShopFilesFixture.write(
            dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, "localhost:1"));
    return List.of(
        "sql",
        ShopFilesFixture.pipeline(dir).toString(),
        "-e",
        env.toString(),
        "--limit",
        "0",
        "--format",
        format,
        query);
  }

  /** The locale is that of a container or of cron, whose characters are ASCII alone. */
  private int tidemark(File out, List<String> args) throws IOException, InterruptedException {
    List<String> call = new ArrayList<>();
    call.add(ProcessHandle.current().info().command().orElse("java"));
    call.add("-XX:TieredStopAtLevel=1");
    call.add("-Dtidemark.log=" + dir.resolve("tidemark.log"));
    call.add("-cp");
    call.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    call.add(Tidemark.class.getName());
    call.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(call);
    builder.environment().put("LC_ALL", "C");
    builder.redirectOutput(out).redirectError(dir.resolve("err").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
