package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options of the reference are those of the commands: {@code mvn test -pl infra/cli -am
 * -Dtest=CommandsPageTest -Dtidemark.docs.write=true -Dsurefire.failIfNoSpecifiedTests=false}
 * writes them anew.
 */
class CommandsPageTest {

  private static final Path PAGE = Path.of("../../docs/reference/commands.md");
  private static final String BEGIN = "<!-- generated: options -->\n";
  private static final String END = "<!-- end -->\n";
  private static final int WIDTH = 120;
  private static final Set<String> COMMON = Set.of("--environment", "--data", "PIPELINE");

  @Test
  void theOptionsOfThePageAreThoseOfTheCommands() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END, begin);
    String now = page.substring(0, begin) + "\n" + commands() + "\n" + page.substring(end);
    if (Boolean.getBoolean("tidemark.docs.write")) {
      Files.writeString(PAGE, now);
    } else {
      assertThat(page).isEqualTo(now);
    }
  }

  private static String commands() {
    List<CommandSpec> all =
        new CommandLine(Tidemark.class)
            .getSubcommands().values().stream()
                .filter(command -> !(command.getCommand() instanceof CommandLine.HelpCommand))
                .map(CommandLine::getCommandSpec)
                .toList();
    String common =
        "### All with a pipeline\n\n"
            + table(
                arguments(all.get(0)).filter(argument -> COMMON.contains(name(argument))).toList());
    return common + all.stream().map(CommandsPageTest::command).collect(Collectors.joining());
  }

  private static String command(CommandSpec command) {
    String text = String.join(" ", command.usageMessage().description());
    List<ArgSpec> own =
        arguments(command).filter(argument -> !COMMON.contains(name(argument))).toList();
    return "\n### `"
        + command.name()
        + "`\n\n"
        + wrapped(text)
        + (own.isEmpty() ? "" : "\n")
        + table(own);
  }

  private static Stream<ArgSpec> arguments(CommandSpec command) {
    return Stream.concat(
        command.positionalParameters().stream().map(ArgSpec.class::cast),
        command.options().stream().filter(o -> !o.usageHelp() && !o.versionHelp()));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String table(List<ArgSpec> arguments) {
    if (arguments.isEmpty()) {
      return "";
    }
    return "| option | what it is |\n|---|---|\n"
        + arguments.stream().map(CommandsPageTest::row).collect(Collectors.joining());
  }

  private static String row(ArgSpec argument) {
    return "| %s | %s |\n"
        .formatted(written(argument), String.join(" ", argument.description()).replace("|", "\\|"));
  }

  private static String written(ArgSpec argument) {
    if (argument instanceof PositionalParamSpec) {
      return "`" + argument.paramLabel() + "`";
    }
    OptionSpec option = (OptionSpec) argument;
    String value = option.arity().max() == 0 ? "" : " " + label(option);
    List<String> names = new ArrayList<>(Arrays.asList(option.names()));
    String last = names.remove(names.size() - 1);
    return names.stream().map(n -> "`" + n + "`, ").collect(Collectors.joining())
        + "`"
        + last
        + value
        + "`";
  }

  /** Picocli puts the name into angles where a command gives no label. */
  private static String label(OptionSpec option) {
    String label = option.paramLabel();
    return label.startsWith("<")
        ? label.substring(1, label.length() - 1).toUpperCase(Locale.ROOT)
        : label;
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.strip().split("\\s+")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        lines.append('\n');
        column = 0;
      }
      lines.append(column == 0 ? "" : " ").append(word);
      column += (column == 0 ? 0 : 1) + word.length();
    }
    return lines.append('\n').toString();
  }
}
