package io.tidemark.testing.faults.injection;

import io.tidemark.definition.StreamDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Edits a pipeline file as a user does: adds a feature or a stream; used by {@link
 * SuccessorFaults}.
 */
record PipelineFileEditor(Path file) {

  /** Adds a feature to a set: one that needs other state, or one that does not. */
  void addFeature(String set, String name, boolean aggregate) throws IOException {
    String feature = aggregate ? "agg: count(*), window: 3 h" : "sql: CAST(event_time AS STRING)";
    String columns = "(?s)(\n  " + set + ":\n.*?\n    columns:\n)";
    replace(columns, "$1      " + name + ": { " + feature + " }\n");
  }

  /**
   * Adds the same stream under another name, and a set of features of its own.
   *
   * @return the other name
   */
  String addStream(StreamDefinition stream) throws IOException {
    String name = stream.name() + "_again";
    String block = "(?ms)^  " + stream.name() + ":\n(.*?)(?=^ {0,2}\\S)";
    Matcher found = Pattern.compile(block).matcher(Files.readString(file));
    if (!found.find()) {
      throw new IllegalStateException("no stream " + stream.name() + " in " + file);
    }
    String body = Matcher.quoteReplacement(found.group(1));
    replace("(?m)^streams:\n", "$0  " + name + ":\n" + body);
    replace("(?m)^features:\n", "$0" + set(name, entity(stream)));
    return name;
  }

  private static String entity(StreamDefinition stream) {
    return stream.columns().stream()
        .filter(column -> column.type().is(LogicalTypeRoot.BIGINT))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private static String set(String stream, String entity) {
    return """
          %1$s_seen:
            entity: [%2$s]
            from: [%1$s]
            topic: shop.%1$s_seen
            columns:
              events_total: { agg: count(*) }
              events_1h: { agg: count(*), window: 1 h }
        """
        .formatted(stream, entity);
  }

  private void replace(String pattern, String by) throws IOException {
    String text = Files.readString(file);
    String changed = text.replaceFirst(pattern, by);
    if (changed.equals(text)) {
      throw new IllegalStateException("nothing like " + pattern + " in " + file);
    }
    Files.writeString(file, changed);
  }
}
