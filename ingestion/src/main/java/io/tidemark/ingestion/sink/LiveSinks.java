package io.tidemark.ingestion.sink;

import io.tidemark.definition.Environment;
import io.tidemark.definition.FeatureSet;
import io.tidemark.event.EventLayout;
import io.tidemark.event.GapLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.lake.live.ProgressRecord;
import io.tidemark.lake.live.WriterLease;
import io.tidemark.lake.live.WriterLeaseCheck;
import io.tidemark.lake.write.LakeSink;
import io.tidemark.pipeline.PipelineSinks;
import io.tidemark.pipeline.Workspace;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * Sinks of the live job's graph: appends all streams to their tables ({@link LakeSink}), and sends
 * feature rows and rejects to their topics ({@link TopicSinkFactory}).
 */
public final class LiveSinks implements PipelineSinks {

  private static final String DEAD_LETTERS = "dead-letters";

  private final Environment environment;
  private final String group;
  private final Lake lake;
  private final WriterLease run;

  /**
   * @param run the one that has taken the tables over
   */
  public LiveSinks(Workspace workspace, Lake lake, WriterLease run) {
    this.environment = workspace.environment();
    this.group = workspace.consumerGroup();
    this.lake = lake;
    this.run = run;
  }

  /** Prefixes of the ids of all transactions of the pipeline's topics. */
  public static List<String> transactions(Workspace workspace) {
    String group = workspace.consumerGroup();
    Stream<String> sets =
        workspace.pipeline().featureSets().stream().map(set -> transactions(group, set));
    return Stream.concat(sets, Stream.of(deadLetterTransactions(group))).toList();
  }

  private static String transactions(String group, FeatureSet set) {
    return group + "-" + set.name();
  }

  private static String deadLetterTransactions(String group) {
    return group + "-" + DEAD_LETTERS;
  }

  @Override
  public void events(EventLayout stream, DataStream<RowData> rows) {
    append(rows, stream.table());
  }

  @Override
  public void rejects(DataStream<RowData> rows) {
    append(rows, RejectLayout.table());
    environment.deadLetters().ifPresent(topic -> deadLetters(topic, rows));
  }

  /** The offsets that the sources skip. */
  public void gaps(DataStream<RowData> rows) {
    append(rows, GapLayout.table());
  }

  @Override
  public void features(FeatureLayout set, DataStream<RowData> rows) {
    append(rows, set.table());
    set.set().topic().ifPresent(topic -> send(topic, set, rows));
  }

  @Override
  public void progress(DataStream<RowData> reports) {
    append(reports, ProgressRecord.LAYOUT);
  }

  @Override
  public void late(DataStream<RowData> entries) {
    append(entries, LateLedger.LAYOUT);
  }

  private void send(String topic, FeatureLayout set, DataStream<RowData> rows) {
    FencedSink sink =
        sink(
            topic,
            transactions(group, set.set()),
            new FeatureSerializationSchema(topic, set, environment.kafka()),
            set.table());
    FencedSink.attach(rows, sink, topic, set.set().name());
  }

  private void deadLetters(String topic, DataStream<RowData> rejects) {
    FencedSink sink =
        sink(
            topic,
            deadLetterTransactions(group),
            new DeadLetterSerializationSchema(topic, group, environment.kafka()),
            RejectLayout.table());
    FencedSink.attach(rejects, sink, topic, DEAD_LETTERS);
  }

  private FencedSink sink(
      String topic,
      String transactions,
      KafkaRecordSerializationSchema<RowData> messages,
      TableLayout table) {
    return TopicSinkFactory.of(
        environment,
        topic,
        KafkaClientProperties.producer(environment.kafka()),
        transactions,
        messages,
        new WriterLeaseCheck(lake, table, run));
  }

  private void append(DataStream<RowData> rows, TableLayout table) {
    new LakeSink(table, environment.parallelism()).append(lake, run, rows);
  }
}
