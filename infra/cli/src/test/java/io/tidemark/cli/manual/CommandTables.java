package io.tidemark.cli.manual;

import static io.tidemark.cli.manual.MarkdownTable.code;

import io.tidemark.cli.Tidemark;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Tables of the commands and of the options of each, with the words of {@code --help}. */
final class CommandTables {

  private static final String PAGE = "reference/commands.md";
  private static final int WIDTH = 120;
  private static final Set<String> COMMON = Set.of("--environment", "--data", "PIPELINE");

  private CommandTables() {}

  static List<GeneratedSection> sections() {
    List<CommandSpec> commands = commands();
    String common =
        "### All with a pipeline\n\n"
            + table(arguments(commands.get(0)).filter(one -> COMMON.contains(name(one))).toList());
    String each = commands.stream().map(CommandTables::command).collect(Collectors.joining());
    return List.of(
        new GeneratedSection(PAGE, "commands", overview(commands)),
        new GeneratedSection(PAGE, "options", common + each));
  }

  /** All commands but {@code help}. */
  static List<CommandSpec> commands() {
    return new CommandLine(Tidemark.class)
        .getSubcommands().values().stream()
            .filter(command -> !(command.getCommand() instanceof CommandLine.HelpCommand))
            .map(CommandLine::getCommandSpec)
            .toList();
  }

  private static String overview(List<CommandSpec> commands) {
    MarkdownTable table = new MarkdownTable("command", "what it does");
    commands.forEach(one -> table.row(code(one.name()), one.usageMessage().header()[0]));
    return table.toString();
  }

  private static String command(CommandSpec command) {
    String text = String.join(" ", command.usageMessage().description());
    List<ArgSpec> own = arguments(command).filter(one -> !COMMON.contains(name(one))).toList();
    return "\n### "
        + code(command.name())
        + "\n\n"
        + wrapped(text)
        + (own.isEmpty() ? "" : "\n" + table(own));
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
    MarkdownTable table = new MarkdownTable("option", "what it is");
    arguments.forEach(one -> table.row(written(one), String.join(" ", one.description())));
    return table.toString();
  }

  /** The names, and the value behind the last of them. */
  private static String written(ArgSpec argument) {
    if (argument instanceof PositionalParamSpec) {
      return code(argument.paramLabel());
    }
    OptionSpec option = (OptionSpec) argument;
    String value = option.arity().max() == 0 ? "" : " " + label(option);
    String all = String.join("`, `", Arrays.asList(option.names()));
    return code(all + value);
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
