package io.tidemark.definition.parser;

import java.util.function.Consumer;

/** Builder of a stream; see {@link PipelineBuilder#stream}. */
public final class StreamBuilder {

  private final ConfigNodeBuilder stream;
  private final ConfigNodeBuilder columns;
  private final ConfigNodeBuilder imports;

  StreamBuilder(ConfigNodeBuilder stream) {
    this.stream = stream;
    this.columns = stream.hidden();
    this.imports = stream.section("imports");
  }

  public StreamBuilder topic(String topic) {
    return put("topic", topic);
  }

  public StreamBuilder format(String format) {
    return put("format", format);
  }

  /** Sets the Avro schema of the messages as JSON, for the format {@code avro}. */
  public StreamBuilder schema(String json) {
    return put("schema", json);
  }

  public StreamBuilder doc(String doc) {
    return put("doc", doc);
  }

  /** Adds a column that stands under its own name in the message. */
  public StreamBuilder column(String name, String type) {
    columns.put(name, type);
    return this;
  }

  /** Adds a column that stands at a path of the message: {@code actor.login}. */
  public StreamBuilder column(String name, String type, String path) {
    return column(name, type, path, "");
  }

  /** Adds a column with a path and a comment. */
  public StreamBuilder column(String name, String type, String path, String doc) {
    ConfigNodeBuilder column = columns.section(name);
    column.put("type", type);
    column.put("path", path);
    if (!doc.isBlank()) {
      column.put("doc", doc);
    }
    columns.put(name, column);
    return this;
  }

  /** Adds a column that is a header of the message: {@code ce_time}. */
  public StreamBuilder headerColumn(String name, String type, String header) {
    ConfigNodeBuilder column = columns.section(name);
    column.put("type", type);
    column.put("header", header);
    columns.put(name, column);
    return this;
  }

  /** Names the column that identifies an event. */
  public StreamBuilder id(String column) {
    return put("id", column);
  }

  /** Names the column that dates an event. */
  public StreamBuilder time(String column) {
    return put("time", column);
  }

  /** Sets how far behind the newest event of its partition an event is still on time. */
  public StreamBuilder outOfOrderness(String length) {
    return put("out_of_orderness", length);
  }

  /** Rejects events dated further than that after their messages: {@code 1 h}. */
  public StreamBuilder maxAhead(String length) {
    return put("max_ahead", length);
  }

  /** Rejects events dated further than that before their messages; {@code unlimited} for none. */
  public StreamBuilder maxBehind(String length) {
    return put("max_behind", length);
  }

  /** Sets after how long without events (by the clock) a partition may become idle. */
  public StreamBuilder idleAfter(String length) {
    return put("idle_after", length);
  }

  /** Partitions the event table by {@code hours}, {@code days} or {@code none}. */
  public StreamBuilder partition(String partitioning) {
    return put("partition", partitioning);
  }

  /** Says how files become events of the stream. */
  public StreamBuilder files(String name, Consumer<ImportBuilder> settings) {
    ConfigNodeBuilder files = imports.section(name);
    ImportBuilder builder = new ImportBuilder(files);
    settings.accept(builder);
    builder.finish();
    imports.put(name, files);
    return this;
  }

  void finish() {
    stream.put("columns", columns);
    stream.put("imports", imports);
  }

  private StreamBuilder put(String key, String value) {
    stream.put(key, value);
    return this;
  }
}
