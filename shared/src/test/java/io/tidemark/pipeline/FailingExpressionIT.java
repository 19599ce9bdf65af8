package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessageType;
import io.tidemark.feature.FeatureLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An expression that fails for an event ends the job at once, and says which event it was. */
class FailingExpressionIT {

  private static final String PIPELINE =
      """
      pipeline: payments
      streams:
        payments:
          topic: card.payments
          columns:
            payment_id: STRING NOT NULL
            paid_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
            amount: BIGINT
            pieces: BIGINT
            note: STRING
          id: payment_id
          time: paid_at
      features:
        customers:
          entity: [customer_id]
          from: [payments]
          columns:
            paid: { agg: sum(amount) }
            bought: { agg: sum(pieces) }
      """;

  @TempDir Path directory;

  private enum Mode {
    STREAMING,
    BATCH
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anArgumentThatFailsNamesTheMessage(Mode mode) throws Exception {
    String column = "      each: { agg: sum(amount / pieces) }\n";

    assertThat(failure(mode, column, event(2, 5, 0, "1")))
        .startsWith("feature set customers, stream payments: ")
        .contains(
            "the expression \"amount / pieces\" fails for event e2 of 1970-01-01T00:00:02Z"
                + " (card.payments-0-2): / by zero")
        .contains("rule: ", "NULLIF", "TRY_CAST");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aConditionThatFailsIsAmongThoseNamed(Mode mode) throws Exception {
    String columns =
        """
              each: { agg: sum(amount / pieces) }
              noted: { agg: count(*), where: CAST(note AS INT) > 0 }
        """;

    assertThat(failure(mode, columns, event(2, 5, 1, "much")))
        .contains("one of the expressions \"amount / pieces\", \"CAST(note AS INT) > 0\" fails")
        .contains(
            "for event e2 of 1970-01-01T00:00:02Z (card.payments-0-2): For input string: 'much'");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aDerivedFeatureThatFailsNamesTheRow(Mode mode) throws Exception {
    String column = "      each: { sql: paid / bought }\n";

    assertThat(failure(mode, column, event(2, 5, -1, "1")))
        .startsWith("feature set customers: ")
        .contains(
            "the expression \"each: paid / bought\" fails for the row of customer_id 7 at"
                + " 1970-01-01T00:00:02Z: / by zero");
  }

  @Test
  void anExpressionThatFailsForEveryEventIsRefusedBeforeTheJobStarts() {
    String column = "      each: { agg: sum(amount + 1 / 0) }\n";

    assertThatThrownBy(() -> run(Mode.STREAMING, column, new Discarding(), event(2, 5, 1, "1")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("\"amount + 1 / 0\" fails for every event: Division by zero");
  }

  @Test
  void aSinkThatFailsIsNotTakenForAnExpression() throws Exception {
    String columns =
        """
              each: { agg: sum(amount / pieces) }
              ratio: { sql: paid / bought }
        """;
    PipelineSinks failing =
        new PipelineSinks() {
          @Override
          public void features(FeatureLayout set, DataStream<RowData> rows) {
            rows.map(FailingExpressionIT::fullDisk).returns(rows.getType()).uid("full-disk");
          }
        };

    assertThat(run(Mode.BATCH, columns, failing, event(2, 5, 1, "1")))
        .hasStackTraceContaining("the disk is full")
        .satisfies(
            e ->
                assertThat(ExceptionUtils.findThrowable(e, FailedExpressionException.class))
                    .isEmpty());
  }

  private static RowData fullDisk(RowData row) {
    throw new IllegalStateException("the disk is full");
  }

  private String failure(Mode mode, String columns, RowData second) throws Exception {
    Throwable failure = run(mode, columns, new Discarding(), second);
    return ExceptionUtils.findThrowable(failure, FailedExpressionException.class)
        .map(Throwable::getMessage)
        .orElseThrow(() -> new AssertionError("the job failed without a word", failure));
  }

  /** How the job ended. */
  private Throwable run(Mode mode, String columns, PipelineSinks sinks, RowData second)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings(mode));
    Pipeline pipeline = pipeline(columns);
    new PipelineGraph(env, pipeline, (e, layout) -> messages(e, layout, second), sinks)
        .build(pipeline.streams(), pipeline.featureSets());
    JobClient job = env.executeAsync();
    try {
      job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
      throw new AssertionError("the job has not failed");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private Configuration settings(Mode mode) {
    Environment environment = EnvironmentFile.embedded(directory);
    return mode == Mode.BATCH
        ? JobSettings.batch(environment)
        : JobSettings.streaming(environment, directory.resolve("checkpoints").toUri().toString());
  }

  private static DataStream<DecodedMessage> messages(
      StreamExecutionEnvironment env, EventLayout layout, RowData second) {
    int time = layout.timeIndex();
    return env.fromData(
            DecodedMessageType.of(layout),
            Accepted.ofHistory(event(1, 5, 1, "1")),
            Accepted.ofHistory(second))
        .uid("events")
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<DecodedMessage>forMonotonousTimestamps()
                .withTimestampAssigner(
                    (arrival, before) -> arrival.row().getTimestamp(time, 3).getMillisecond()))
        .uid("times");
  }

  private static RowData event(long n, long amount, long pieces, String note) {
    TimestampData time = TimestampData.fromEpochMillis(n * 1000);
    return GenericRowData.of(
        StringData.fromString("e" + n),
        time,
        7L,
        amount,
        pieces,
        StringData.fromString(note),
        time,
        StringData.fromString("card.payments"),
        0,
        n,
        time);
  }

  private Pipeline pipeline(String columns) throws IOException {
    Path file = directory.resolve("payments.yaml");
    Files.writeString(file, PIPELINE + columns);
    return PipelineFile.read(file);
  }

  /** Ends every stream of rows. */
  private static final class Discarding implements PipelineSinks {
    @Override
    public void features(FeatureLayout set, DataStream<RowData> rows) {
      rows.sinkTo(new DiscardingSink<>()).uid("discard");
    }
  }
}
