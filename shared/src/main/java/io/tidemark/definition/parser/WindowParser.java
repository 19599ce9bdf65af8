package io.tidemark.definition.parser;

import io.tidemark.definition.Window;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.DurationFormat;
import io.tidemark.definition.draft.ProblemCollector;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the {@link Window} of an aggregate: {@code 1 h}, {@code 30 d step 1 h}. */
final class WindowParser {

  private static final Pattern SYNTAX =
      Pattern.compile("(?i)(.+?)(?:\\s+step\\s+(.+))?", Pattern.DOTALL);
  private static final String EXAMPLE = "window: 30 d step 1 h";

  private final ProblemCollector problems;

  WindowParser(ProblemCollector problems) {
    this.problems = problems;
  }

  /** All of history if the text is wrong, which is then a problem. */
  Window check(Text text) {
    Matcher matcher = SYNTAX.matcher(text.value().strip());
    Optional<Duration> length =
        matcher.matches() ? DurationFormat.parse(matcher.group(1)) : Optional.empty();
    if (length.isEmpty()) {
      return refuse(text, "cannot be read", "a window is \"<length>\" or \"<length> step <step>\"");
    }
    if (length.get().isZero()) {
      return refuse(text, "is empty", "a window is longer than 0");
    }
    return matcher.group(2) == null
        ? Window.of(length.get())
        : withStep(text, length.get(), DurationFormat.parse(matcher.group(2)));
  }

  private Window withStep(Text text, Duration length, Optional<Duration> step) {
    if (step.isEmpty()) {
      return refuse(text, "cannot be read", "a window is \"<length>\" or \"<length> step <step>\"");
    }
    if (step.get().isZero()) {
      return refuse(
          text, "has a step of 0", "a step is longer than 0; without it the tail is exact");
    }
    if (length.toMillis() % step.get().toMillis() != 0) {
      return refuse(
          text,
          "has a step that does not divide its length",
          "the length is a multiple of the step");
    }
    return Window.of(length, step.get());
  }

  private Window refuse(Text text, String what, String rule) {
    String units = "; " + DurationFormat.RULE;
    problems.add(text.place(), "window \"" + text.written() + "\" " + what, rule + units, EXAMPLE);
    return Window.UNLIMITED;
  }
}
