package io.tidemark.event.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the splitter cuts, and what it says of what it cannot cut. */
class CsvRecordSplitterTest {

  private static List<String> split(String text, int longest) throws IOException {
    ByteArrayInputStream input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    List<String> records = new ArrayList<>();
    try (CsvRecordSplitter splitter = new CsvRecordSplitter(input, ',', longest)) {
      for (String record = splitter.next(); record != null; record = splitter.next()) {
        records.add(record);
      }
    }
    return records;
  }

  @Test
  void aRecordMayHaveLineBreaksInQuotes() throws IOException {
    assertThat(split("a,b\r\n\"1\n2\",3\r4,5", 100)).containsExactly("a,b", "\"1\n2\",3", "4,5");
  }

  /** Not of its bytes in the file: it is held in memory as text. */
  @Test
  void theLongestRecordIsOneOfSoManyCharacters() throws IOException {
    assertThat(split("a\nÄÖÜß\n", 4)).containsExactly("a", "ÄÖÜß");
    assertThatThrownBy(() -> split("a\nÄÖÜßx\n", 4))
        .hasMessage("line 2: a record has more than 4 characters");
  }

  @Test
  void linesAreCountedWhateverEndsThem() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      assertThatThrownBy(() -> split("a" + end + "\"b" + end + "\"" + end + "\"c", 100))
          .as(end.replace("\r", "CR").replace("\n", "LF"))
          .hasMessage("line 4: quotes are never closed");
    }
  }
}
