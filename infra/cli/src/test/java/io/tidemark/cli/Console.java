package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/**
 * What a command printed and how it ended.
 *
 * @param code the exit code
 */
record Console(int code, String out, String err) {

  private static final Pattern TRACE =
      Pattern.compile("^\\s+at [\\w.$/]+\\(|Caused by:|Exception in thread", Pattern.MULTILINE);

  static Console run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int code = Tidemark.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Console(code, out.toString(), err.toString());
  }

  /** Exactly one problem: what, where, the rule and an example, and nothing else. */
  Console hasOneProblem(String where, String what) {
    return hasProblems(1, where, what);
  }

  Console hasProblems(int count, String where, String what) {
    assertThat(code).as(all()).isEqualTo(Failures.YOURS);
    assertThat(err).startsWith(where).contains(what);
    assertThat(err.lines().filter(l -> l.startsWith("    rule:    "))).hasSize(count);
    assertThat(err.lines().filter(l -> l.startsWith("    example: "))).hasSize(count);
    assertThat(err.lines()).hasSize(3 * count);
    return hasNoTrace();
  }

  Console hasNoTrace() {
    assertThat(all()).doesNotContainPattern(TRACE);
    return this;
  }

  String all() {
    return out + err;
  }
}
