package io.tidemark.definition.parser;

import static io.tidemark.definition.draft.ConfigKey.EXPRESSION;
import static io.tidemark.definition.draft.ConfigKey.LENGTH;
import static io.tidemark.definition.draft.ConfigKey.LIST;
import static io.tidemark.definition.draft.ConfigKey.MAPPING;
import static io.tidemark.definition.draft.ConfigKey.NAME;
import static io.tidemark.definition.draft.ConfigKey.TEXT;
import static io.tidemark.definition.draft.ConfigKey.optional;
import static io.tidemark.definition.draft.ConfigKey.required;

import io.tidemark.definition.FileFormat;
import io.tidemark.definition.StreamFormat;
import io.tidemark.definition.StreamFormat.SchemaLocation;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.draft.ConfigKeys;
import io.tidemark.definition.draft.DurationFormat;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keys of a pipeline file, section by section. {@link PipelineParser} and those that it calls know
 * no others; the tables of {@code docs/reference/pipeline-file.md} are made of these.
 */
public final class PipelineFileKeys {

  public static final ConfigKeys PIPELINE =
      ConfigKeys.of(
          required("pipeline: shop", NAME, "its name; also the default namespace of the tables"),
          required(
              "streams: { activity: { topic: shop.activity } }",
              MAPPING,
              "the kinds of events, by name; the name is that of the event table. Not `rejects`,"
                  + " `offset_gaps`, `progress`, `late_events`, `heals`, `replays` or `imports`,"
                  + " nor that of a feature set"),
          optional(
              "features: { customer_activity: { entity: [customer_id] } }",
              MAPPING,
              "the feature sets, by name; the name is that of the feature table"),
          optional(
              "functions: { domain_of: com.acme.DomainOf }",
              MAPPING,
              "your own scalar functions: SQL name to class name of a deterministic Flink"
                  + " `ScalarFunction` on the class path"));

  public static final ConfigKeys STREAM =
      ConfigKeys.of(
          required(
              "topic: shop.activity",
              NAME,
              "the Kafka topic, which must exist before the job starts"),
          optional(
                  "format: json",
                  EnumParser.oneOf(StreamFormat.class),
                  "of the messages: " + formats())
              .orElse("json"),
          optional(
              "schema: '{ \"type\": \"record\", \"name\": \"a\", \"fields\": [] }'",
              "JSON",
              "of "
                  + EnumParser.oneOf(StreamFormat.with(SchemaLocation.STREAM))
                  + ", and required there: the schema that all messages were written by"),
          optional("doc: What shoppers do", TEXT, "comment of the table"),
          required(
              "columns: { event_id: STRING NOT NULL }",
              MAPPING,
              "the columns by name: a type, or the keys of a column below"),
          required(
              "id: event_id",
              NAME,
              "column that identifies an event at its time: STRING, INT or BIGINT, NOT NULL"),
          required(
              "time: occurred_at",
              NAME,
              "column that dates it: TIMESTAMP_LTZ(0..6), or BIGINT epoch milliseconds; NOT NULL"),
          optional(
                  "out_of_orderness: 5 s",
                  LENGTH,
                  "how far behind the newest event of its partition an event may be and still be"
                      + " on time")
              .orElse("5 s"),
          optional(
                  "max_ahead: 1 h",
                  LENGTH,
                  "an event dated further than this after its Kafka timestamp is rejected")
              .orElse("1 h"),
          optional(
                  "max_behind: 30 d",
                  LENGTH + ", `" + StreamParser.ANY + "`",
                  "an event dated further than this before its Kafka timestamp is rejected;"
                      + " `unlimited` takes any: see below")
              .unset(
                  "`%s`; `%s` where `time` is a BIGINT"
                      .formatted(
                          DurationFormat.show(DurationFormat.LONGEST),
                          DurationFormat.show(StreamParser.TWENTY_YEARS))),
          optional(
                  "idle_after: 1 min",
                  LENGTH,
                  "a partition without accepted events for so long (by the clock) no longer holds"
                      + " the others up, if it has been read to its end: see below")
              .orElse("1 min"),
          optional(
                  "partition: days",
                  EnumParser.oneOf(TimePartitioning.class),
                  "partitions of the table by event time")
              .orElse("days"),
          optional(
              "imports: { orders_2019: { format: parquet } }",
              MAPPING,
              "how files that Kafka never saw become events, by a name of their own in the"
                  + " pipeline: the keys of an import below"));

  public static final ConfigKeys COLUMN =
      ConfigKeys.of(
          required(
              "type: STRING NOT NULL",
              "type",
              "STRING, BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, DECIMAL(p, s), DATE, TIMESTAMP(0..6),"
                  + " TIMESTAMP_LTZ(0..6), BYTES; ARRAY, MAP<STRING, ...> and ROW of them, without"
                  + " timestamps inside ARRAY and MAP. NOT NULL where a value is required"),
          optional(
                  "path: actor.login",
                  "path",
                  "where the value is in the message: names with dots between; a dot that belongs"
                      + " to a name has a backslash before it (`path: \"user\\\\.id\"` reads the key"
                      + " `user.id`). No two columns may overlap")
              .unset("the column's name"),
          optional(
              "header: ce_id",
              NAME,
              "header of the message that has the value instead: STRING, BIGINT or TIMESTAMP_LTZ"
                  + " (RFC 3339). For CloudEvents in binary mode `ce_id` and `ce_time`; in"
                  + " structured mode they stand at the paths `id` and `time`"),
          optional("doc: Who did it", TEXT, "comment of the column"));

  public static final ConfigKeys IMPORT =
      ConfigKeys.of(
          required(
              "format: parquet",
              EnumParser.oneOf(FileFormat.class),
              "of the files; of `json` an object a line, of `csv` the names in the first line"),
          optional("delimiter: \";\"", "character", "of `csv`: what stands between values")
              .orElse(","),
          optional(
                  "columns: { order_no: BIGINT }",
                  MAPPING,
                  "what is read of the files, by name: a type, or the keys of a column above")
              .unset("the stream's"),
          optional(
              "values: { event_id: CAST(order_no AS STRING) }",
              MAPPING,
              "column of the stream to an expression over the columns of the files, `_file` (the"
                  + " file's URI) and `_row` (the number of the record in it, from 0). Without one,"
                  + " the column of the same name; without that, NULL"));

  public static final ConfigKeys FEATURE_SET =
      ConfigKeys.of(
          optional("doc: What a customer has been doing", TEXT, "comment of the table"),
          required(
              "entity: [customer_id]",
              LIST,
              "names of the entity's columns: STRING, INT, BIGINT, BOOLEAN or DATE, NOT NULL, of"
                  + " the same type in every stream"),
          required(
              "from: [activity]",
              LIST,
              "the streams, each once: a name, or the keys of an input below"),
          optional(
                  "trigger: every 1 h",
                  "`event`, `every <length>`, " + MAPPING,
                  "when a row is written: at every event of the streams; on a grid of time; at some"
                      + " events, by the keys of a trigger below")
              .orElse("event"),
          required(
              "columns: { views_1h: { agg: count(*), window: 1 h } }",
              MAPPING,
              "the features by name; not `event_time`, `event_id`, `event_stream`, nor an entity"
                  + " column"),
          optional(
                  "topic: shop.customer_activity",
                  NAME + ", `" + FeatureSetParser.NO_TOPIC + "`",
                  "compacted topic of the newest rows, made if missing; `none` for no topic")
              .unset("`<pipeline>.<set>`"),
          optional(
                  "remember: 1 d",
                  LENGTH,
                  "an entity's events are kept for its longest window and at least so long, to tell"
                      + " late events from duplicates; a late arrival that is older than both is not"
                      + " counted in live rows")
              .orElse("1 d"),
          optional(
                  "partition: days",
                  EnumParser.oneOf(TimePartitioning.class),
                  "as of a stream; `backfill` wants ranges on these borders")
              .orElse("days"));

  public static final ConfigKeys INPUT =
      ConfigKeys.of(
          required("stream: payments", NAME, "name of the stream"),
          optional(
                  "entity: { customer_id: payer_id }",
                  MAPPING,
                  "entity column to the stream's column")
              .unset("the same names"));

  public static final ConfigKeys TRIGGER =
      ConfigKeys.of(
          optional(
                  "of: payments",
                  NAME + ", " + LIST,
                  "the stream whose events ask for a row, or several")
              .unset("all of the set's"),
          optional(
                  "where: \"kind = 'purchase'\"",
                  EXPRESSION,
                  "BOOLEAN, over the columns of each of these streams and `event_time`; the event"
                      + " asks for a row where it is TRUE")
              .unset("every event"));

  public static final ConfigKeys FEATURE =
      ConfigKeys.of(
          optional(
                  "agg: count(*)",
                  "call",
                  "an aggregate, its argument and its numbers: `sum(price * quantity)`,"
                      + " `\"top_k(category, 3)\"` (the quotes are YAML's, for the comma)")
              .unset("or `sql`"),
          optional(
                  "of: activity",
                  NAME,
                  "the stream that it reads; needed where a set has several and there is an argument"
                      + " or a condition")
              .unset("the set's only stream"),
          optional(
                  "where: \"kind = 'view'\"",
                  EXPRESSION,
                  "BOOLEAN, over the stream's columns and `event_time`: the events that count")
              .unset("every event"),
          optional(
                  "window: 30 d step 1 h",
                  "`<length>`, `<length> step <step>`",
                  "the time before a row whose events count")
              .unset("all of history"),
          optional(
                  "sql: spend_30d / NULLIF(purchases_30d, 0)",
                  EXPRESSION,
                  "over other features, entity columns and `event_time`; may read other `sql`"
                      + " features, never in a circle")
              .unset("or `agg`"),
          optional("doc: Pages seen in the last hour", TEXT, "comment of the column"));

  private PipelineFileKeys() {}

  private static String formats() {
    return Arrays.stream(StreamFormat.values())
        .map(format -> EnumParser.oneOf(List.of(format)) + " " + format.meaning())
        .collect(Collectors.joining("; "));
  }
}
