package io.tidemark.definition.draft;

import io.tidemark.definition.draft.ConfigNode.Text;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules for the names of streams, feature sets, columns and topics; violations go to a {@link
 * ProblemCollector}.
 */
public final class NameRules {

  public static final String EVENT_TIME = "event_time";

  /** Columns that every feature table has beside the entity and the features. */
  static final Set<String> FEATURE_TABLE_COLUMNS = Set.of(EVENT_TIME, "event_id", "event_stream");

  private static final Set<String> OWN_TABLES =
      Set.of("rejects", "offset_gaps", "progress", "late_events", "heals", "replays", "imports");
  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

  private final ProblemCollector problems;

  public NameRules(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Requires a name in snake_case; {@code what} says of what: {@code "column"}. */
  public void check(Text name, String what) {
    if (!SNAKE_CASE.matcher(name.value()).matches()) {
      problems.add(
          name.place(),
          "\"" + name.written() + "\" cannot be the name of a " + what,
          "names are snake_case: a small letter, then small letters, digits and _",
          "customer_activity");
    }
  }

  /** Requires a name for a stream or a feature set, which is also the name of its table. */
  public void checkTable(Text name, String what) {
    check(name, what);
    if (OWN_TABLES.contains(name.value())) {
      problems.add(
          name.place(),
          what + " " + name.written() + " has a reserved name",
          "rejects, offset_gaps, progress, late_events, heals, replays and imports are tables of"
              + " Tidemark's own",
          "shop_" + name.written());
    }
  }

  /**
   * Requires a name for an entity column or a feature, unlike the columns that every feature table
   * has.
   */
  public void checkFeatureColumn(Text name, String what) {
    check(name, what);
    if (FEATURE_TABLE_COLUMNS.contains(name.value())) {
      problems.add(
          name.place(),
          what + " " + name.written() + " has a reserved name",
          "event_time, event_id and event_stream are columns of feature tables",
          "last_" + name.written());
    }
  }

  public void checkTopic(Text topic) {
    if (!TOPIC.matcher(topic.value()).matches()) {
      problems.add(
          topic.place(),
          "\"" + topic.written() + "\" cannot be the name of a topic",
          "Kafka topics have 1 to 249 letters, digits, dots, _ and -",
          "shop.activity");
    }
  }
}
