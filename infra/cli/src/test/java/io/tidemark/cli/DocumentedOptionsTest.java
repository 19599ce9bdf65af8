package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class DocumentedOptionsTest {

  private final Map<String, CommandLine> commands =
      new CommandLine(Tidemark.class).getSubcommands();

  @Test
  void theReadmeShowsEveryCommand() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    assertThat(commands.keySet())
        .contains("ingest", "verify")
        .allSatisfy(command -> assertThat(readme).contains("`" + command + "`"));
  }

  @Test
  void aReadmeExplainsEveryOption() throws IOException {
    String readmes =
        Files.readString(Path.of("../../README.md")) + Files.readString(Path.of("README.md"));
    Set<String> options = new TreeSet<>();
    commands.values().stream()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .map(OptionSpec::longestName)
        .forEach(options::add);
    assertThat(options)
        .contains("--environment", "--until-caught-up")
        .allSatisfy(option -> assertThat(readmes).contains("`" + option));
  }
}
