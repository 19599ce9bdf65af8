package io.tidemark.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command line that the manual shows is one that the command takes. */
class DocumentedCommandLinesTest {

  private static final Pattern SHOWN =
      Pattern.compile("^ *(?:\\$ )?infra/tidemark (.+)$", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @Test
  void theCommandTakesEveryLineOfTheManual() throws IOException {
    List<String> lines = ManualPages.find(SHOWN);
    assertThat(lines).hasSizeGreaterThan(40);
    SoftAssertions all = new SoftAssertions();
    for (String line : lines) {
      all.assertThatCode(() -> command().parseArgs(words(line)))
          .as("infra/tidemark %s", line)
          .doesNotThrowAnyException();
    }
    all.assertAll();
  }

  private static CommandLine command() {
    return new CommandLine(Tidemark.class).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** As a shell would, of what the manual uses of one; what is behind an arrow is the shell's. */
  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find() && !">".equals(word.group())) {
      words.add(
          Stream.of(1, 2, 3).map(word::group).filter(g -> g != null).findFirst().orElseThrow());
    }
    return words.toArray(String[]::new);
  }
}
