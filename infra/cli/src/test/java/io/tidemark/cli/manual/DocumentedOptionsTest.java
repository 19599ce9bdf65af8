package io.tidemark.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class DocumentedOptionsTest {

  private final Map<String, CommandLine> commands =
      new CommandLine(Tidemark.class).getSubcommands();
  private String page;

  @BeforeEach
  void readPage() throws IOException {
    page = ManualPages.text("reference/commands.md");
  }

  @Test
  void thePageShowsEveryCommand() {
    assertThat(commands.keySet())
        .contains("ingest", "verify")
        .allSatisfy(command -> assertThat(page).contains("| `" + command + "` |"));
  }

  @Test
  void thePageExplainsEveryOption() {
    Set<String> options = new TreeSet<>();
    commands.values().stream()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .map(OptionSpec::longestName)
        .forEach(options::add);
    assertThat(options)
        .contains("--environment", "--until-caught-up")
        .allSatisfy(option -> assertThat(page).contains("`" + option));
  }
}
