package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/**
 * Exit code and output of a command that {@link Tidemark} has run in this process, with assertions
 * on them.
 *
 * @param code the exit code
 */
record CommandResult(int code, String out, String err) {

  private static final Pattern TRACE =
      Pattern.compile("^\\s+at [\\w.$/]+\\(|Caused by:|Exception in thread", Pattern.MULTILINE);

  static CommandResult run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int code = Tidemark.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new CommandResult(code, out.toString(), err.toString());
  }

  /** Exactly one problem: what, where, the rule and an example, and nothing else. */
  CommandResult hasOneProblem(String where, String what) {
    return hasProblems(1, where, what);
  }

  CommandResult hasProblems(int count, String where, String what) {
    assertThat(code).as(all()).isEqualTo(CommandExceptionHandler.YOURS);
    assertThat(err).startsWith(where).contains(what);
    assertThat(err.lines().filter(l -> l.startsWith("    rule:    "))).hasSize(count);
    assertThat(err.lines().filter(l -> l.startsWith("    example: "))).hasSize(count);
    assertThat(err.lines()).hasSize(3 * count);
    return hasNoTrace();
  }

  CommandResult hasNoTrace() {
    assertThat(all()).doesNotContainPattern(TRACE);
    return this;
  }

  String all() {
    return out + err;
  }
}
