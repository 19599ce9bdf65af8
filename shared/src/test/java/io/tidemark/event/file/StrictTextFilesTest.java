package io.tidemark.event.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.RejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.io.ResolvingFileIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of JSON and CSV are held to what messages are held to. */
class StrictTextFilesTest {

  @TempDir Path dir;

  private String read(String format, String type, String content) throws IOException {
    Path file = dir.resolve("file." + format);
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    try (ResolvingFileIO io = new ResolvingFileIO()) {
      io.setConf(new Configuration());
      io.initialize(Map.of());
      ImportFile source = new ImportFile("file:" + file, Files.size(file), 1_000, 2_000, 7);
      try (ImportFileReader.Records records =
          new ImportFileReader(FileFixture.definition(format, "v", type), io).open(source)) {
        assertThat(records.advance()).isTrue();
        return text(records.read(), type);
      } catch (RejectedException e) {
        return e.reason().name();
      }
    }
  }

  private static String text(RowData row, String type) {
    return switch (type) {
      case "STRING" -> row.getString(0).toString();
      case "DOUBLE" -> String.valueOf(row.getDouble(0));
      default -> row.getTimestamp(0, 3).toString();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DOUBLE | 3d | WRONG_TYPE",
        "DOUBLE | 0x1p3 | WRONG_TYPE",
        "DOUBLE | 1e400 | WRONG_TYPE",
        "DOUBLE | 1.50 | 1.5",
        "STRING | 1.10 | 1.10",
        "TIMESTAMP_LTZ(3) | 2019-02-30T10:00:00Z | WRONG_TYPE",
        "TIMESTAMP_LTZ(3) | 0000-02-28T10:00:00Z | TIME_OUT_OF_RANGE",
        "TIMESTAMP_LTZ(3) | 2019-03-01T12:00:00+02:00 | 2019-03-01T10:00"
      })
  void bothJudgeATextAlike(String type, String text, String expected) throws IOException {
    assertThat(read("csv", type, "v\n" + text + "\n")).isEqualTo(expected);
    assertThat(read("json", type, "{\"v\":\"" + text + "\"}\n")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"v\":\"ok \\ud83d\"} | WRONG_TYPE",
        "{\"v\":\"ok \\ud83d\\ude00\"} | ok 😀",
        "{\"v\":{\"a\":1.10}} | {\"a\":1.10}",
        "{\"v\":12345678901234567.25} | 12345678901234567.25"
      })
  void jsonReadsWhatStandsInTheFile(String json, String expected) throws IOException {
    assertThat(read("json", "STRING", json + "\n")).isEqualTo(expected);
  }
}
