package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Pipeline;
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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a value which does not fit its type ends the job. */
class OverflowIT {

  @TempDir Path directory;

  @Test
  void endsTheLiveJobAtOnceInsteadOfRestartingItForEver() throws IOException {
    Configuration settings =
        JobSettings.streaming(
            EnvironmentFile.embedded(directory),
            directory.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    Pipeline pipeline = pipeline();
    new PipelineGraph(env, pipeline, OverflowIT::messages, new Discarding())
        .build(pipeline.streams(), pipeline.featureSets());

    assertThatThrownBy(() -> env.executeAsync().getJobExecutionResult().get(60, TimeUnit.SECONDS))
        .hasStackTraceContaining("sum of 9223372036854775808 does not fit BIGINT");
  }

  private static DataStream<DecodedMessage> messages(
      StreamExecutionEnvironment env, EventLayout layout) {
    return env.fromData(
            DecodedMessageType.of(layout),
            Accepted.ofHistory(event(1, Long.MAX_VALUE)),
            Accepted.ofHistory(event(2, 1)))
        .uid("events");
  }

  private static RowData event(long n, long amount) {
    TimestampData time = TimestampData.fromEpochMillis(n * Duration.ofSeconds(1).toMillis());
    return GenericRowData.of(
        StringData.fromString("e" + n),
        time,
        7L,
        amount,
        time,
        StringData.fromString("payments"),
        0,
        n,
        time);
  }

  private Pipeline pipeline() throws IOException {
    Path file = directory.resolve("payments.yaml");
    Files.writeString(
        file,
        """
        pipeline: payments
        streams:
          payments:
            topic: payments
            columns:
              payment_id: STRING NOT NULL
              paid_at: TIMESTAMP_LTZ(3) NOT NULL
              customer_id: BIGINT NOT NULL
              amount: BIGINT
            id: payment_id
            time: paid_at
        features:
          customers:
            entity: [customer_id]
            from: [payments]
            columns:
              paid: { agg: sum(amount) }
        """);
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
