package io.tidemark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShopCommandTest {

  @TempDir Path dir;

  @Test
  void writesOneFileATopicWithTheMessagesInOrder() throws Exception {
    assertThat(run("--out", dir.toString(), "--events", "5000", "--malformed", "0.01")).isZero();
    ShopOptions options = ShopOptions.defaults().withEvents(5000).withTroubles(0.01, 0.01, 0);
    for (String topic : ShopActivityGenerator.TOPICS) {
      String expected =
          new ShopActivityGenerator(options)
              .stream()
                  .filter(m -> m.topic().equals(topic))
                  .map(m -> m.value() == null ? "" : new String(m.value(), StandardCharsets.UTF_8))
                  .map(line -> line + "\n")
                  .reduce("", String::concat);
      assertThat(Files.readString(dir.resolve(topic + ".jsonl"))).isEqualTo(expected);
    }
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    StringWriter errors = new StringWriter();
    CommandLine shop = new CommandLine(new ShopCommand()).setErr(new PrintWriter(errors));
    assertThat(shop.execute("--out", dir.toString(), "--late", "2")).isEqualTo(2);
    assertThat(errors.toString()).startsWith("late is 2.0; a share is from 0 to 1");
  }

  private static int run(String... args) {
    return new CommandLine(new ShopCommand()).execute(args);
  }
}
