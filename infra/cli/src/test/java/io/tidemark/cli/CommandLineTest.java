package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command explains itself, and says so where it was called wrongly. */
class CommandLineTest {

  static Stream<String> commands() {
    return new CommandLine(Tidemark.class)
        .getSubcommands().keySet().stream().filter(c -> !c.equals("help"));
  }

  @Test
  void helpNamesAllCommands() {
    CommandResult help = CommandResult.run("--help");
    assertThat(help.code()).isZero();
    assertThat(commands()).hasSizeGreaterThanOrEqualTo(7).allMatch(help.out()::contains);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpSaysInALineWhatACommandDoes(String command) {
    String[] header =
        new CommandLine(Tidemark.class)
            .getSubcommands()
            .get(command)
            .getCommandSpec()
            .usageMessage()
            .header();
    assertThat(header).hasSize(1);
    assertThat(CommandResult.run("--help").out()).contains(header[0]);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfACommandExplainsAllItsOptions(String command) {
    CommandResult help = CommandResult.run(command, "--help");
    assertThat(help.code()).isZero();
    CommandLine spec = new CommandLine(Tidemark.class).getSubcommands().get(command);
    for (OptionSpec option : spec.getCommandSpec().options()) {
      assertThat(help.out()).contains(option.names());
      assertThat(option.hidden()).isFalse();
      assertThat(option.description()).isNotEmpty();
    }
    spec.getCommandSpec()
        .positionalParameters()
        .forEach(p -> assertThat(help.out()).contains(p.paramLabel()));
    assertThat(CommandResult.run("help", command).out()).isEqualTo(help.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingset shop.yaml",
        "validate shop.yaml --enviroment env.yaml",
        "validate",
        "validate shop.yaml env.yaml",
        "ingest shop.yaml --web many",
        "backfill shop.yaml --from 2026-01-01",
        "backfill shop.yaml --from yesterday --to 2026-01-01",
        "backfill shop.yaml --from 2026-02-30 --to 2026-03-01",
        "show shop.yaml activity --limit few",
        "show shop.yaml activity --where kind",
        "produce events.jsonl",
        "produce events.jsonl --topic t --create some",
        "broker --port kafka"
      })
  void aWrongCallEndsWithTwoAndSaysWhatIsWrong(String line) {
    CommandResult console = CommandResult.run((Object[]) line.split(" "));
    assertThat(console.code()).isEqualTo(CommandExceptionHandler.YOURS);
    assertThat(console.out()).isEmpty();
    assertThat(console.err()).isNotBlank();
    console.hasNoTrace();
  }

  @Test
  void anUnknownCommandComesWithAHint() {
    assertThat(CommandResult.run("ingset", "shop.yaml").err()).contains("ingset", "ingest");
  }

  @Test
  void inAProcessThatIsNotOursAFailureIsThrownWithWhatAUserWouldRead() {
    PrintWriter out = new PrintWriter(new StringWriter());
    assertThatThrownBy(() -> Tidemark.runForAnother(out, "validate", "/no/such/file.yaml"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageStartingWith("exit code 2: ")
        .hasMessageContaining("/no/such/file.yaml")
        .hasCauseInstanceOf(UserException.class);
    assertThatThrownBy(() -> Tidemark.runForAnother(out, "validate"))
        .hasMessageContaining("Missing required parameter");
  }

  @Test
  void inAProcessThatIsNotOursSuccessReturns() throws Exception {
    StringWriter out = new StringWriter();
    Tidemark.runForAnother(new PrintWriter(out), "--version");
    assertThat(out.toString()).contains("tidemark");
  }

  @Test
  void aJobManagersProcessIsNotOurs() {
    assertThat(JobManagerDetector.isInJobManager()).isFalse();
    Configuration cluster = new Configuration();
    cluster.set(DeploymentOptions.TARGET, "embedded");
    StreamContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(), cluster, getClass().getClassLoader(), false, false);
    try {
      assertThat(JobManagerDetector.isInJobManager()).isTrue();
    } finally {
      StreamContextEnvironment.unsetAsContext();
    }
  }
}
