package io.tidemark.event.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

/** Watermarks come from accepted events alone. */
class EventWatermarkGeneratorTest {

  private static final StreamDefinition STREAM =
      EventDecoderFixture.stream(
          s -> s.column("v", "INT").outOfOrderness("5 s").idleAfter("1 min"));

  private final EventDecoder decoder = EventDecoderFixture.decoder(STREAM);
  private final ManualClock clock = new ManualClock();
  private final Output output = new Output();
  private final Ends ends = new Ends();
  private final WatermarkStrategy<DecodedMessage> strategy =
      EventWatermarkGenerator.of(new EventLayout(STREAM), ends);
  private final TimestampAssigner<DecodedMessage> dates =
      strategy.createTimestampAssigner(UnregisteredMetricsGroup::new);
  private final WatermarkGenerator<DecodedMessage> watermarks =
      strategy.createWatermarkGenerator(new Context());

  @Test
  void anEventMovesTheWatermarkToItsTimeLessTheBound() {
    arrives("2026-03-01T11:00:00Z", "1");
    assertThat(output.watermark).isEqualTo(millis("2026-03-01T10:59:55Z") - 1);
    arrives("2026-03-01T10:00:00Z", "1");
    assertThat(output.watermark).isEqualTo(millis("2026-03-01T10:59:55Z") - 1);
  }

  @Test
  void aRejectDoesNotMoveIt() {
    arrives("2026-03-01T11:00:00Z", "1");
    long before = output.watermark;
    arrives("9999-12-31T00:00:00Z", "1");
    arrives("2026-03-01T11:30:00Z", "\"x\"");
    assertThat(output.watermark).isEqualTo(before);
  }

  @Test
  void rejectsAloneLeaveAPartitionIdle() {
    arrives("2026-03-01T11:00:00Z", "1");
    for (int second = 0; second <= 70; second++) {
      clock.advanceTime(Duration.ofSeconds(1));
      arrives("2026-03-01T11:30:00Z", "\"x\"");
    }
    assertThat(output.idle).isTrue();
    arrives("2026-03-01T11:30:00Z", "1");
    assertThat(output.idle).isFalse();
  }

  @Test
  void aPartitionThatIsNotReadToItsEndIsNotIdle() {
    arrives("2026-03-01T11:00:00Z", "1");
    ends.reached = false;
    passes(Duration.ofMinutes(10));
    assertThat(output.idle).isFalse();
    ends.reached = true;
    passes(Duration.ofSeconds(1));
    assertThat(output.idle).isTrue();
  }

  @Test
  void oneThatIsIdleIsNoMoreOnceItHoldsWhatIsNotRead() {
    arrives("2026-03-01T11:00:00Z", "1");
    passes(Duration.ofSeconds(70));
    assertThat(output.idle).isTrue();
    ends.reached = false;
    passes(Duration.ofSeconds(1));
    assertThat(output.idle).isFalse();
  }

  @Test
  void whatWasKnownOfTheEndIsForgottenOnceEventsComeAgain() {
    arrives("2026-03-01T11:00:00Z", "1");
    passes(Duration.ofSeconds(70));
    assertThat(ends.read).isEqualTo(EventDecoderFixture.record(new byte[0]).offset());
    arrives("2026-03-01T11:30:00Z", "\"x\"");
    assertThat(ends.forgotten).isZero();
    arrives("2026-03-01T11:30:00Z", "1");
    arrives("2026-03-01T11:31:00Z", "1");
    assertThat(ends.forgotten).isEqualTo(1);
  }

  @Test
  void oneOfWhichNothingHasComeWaitsForAllOfTheKind() {
    ends.silentReached = false;
    passes(Duration.ofSeconds(70));
    assertThat(output.idle).isFalse();
    arrives("2026-03-01T11:00:00Z", "\"x\"");
    assertThat(ends.heard).isEqualTo(EventDecoderFixture.record(new byte[0]).partition());
    passes(Duration.ofSeconds(70));
    assertThat(output.idle).isTrue();
  }

  @Test
  void aRejectIsDatedByItsKafkaTimestamp() {
    DecodedMessage reject = read(new byte[0]);
    assertThat(dates.extractTimestamp(reject, EventDecoderFixture.ARRIVED))
        .isEqualTo(EventDecoderFixture.ARRIVED);
  }

  private void passes(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      clock.advanceTime(Duration.ofSeconds(1));
      watermarks.onPeriodicEmit(output);
    }
  }

  private DecodedMessage read(byte[] value) {
    return decoder.decode(EventDecoderFixture.record(value));
  }

  private void arrives(String time, String v) {
    String json = "{\"event_id\":\"e\",\"occurred_at\":\"%s\",\"v\":%s}".formatted(time, v);
    DecodedMessage arrival = read(json.getBytes(StandardCharsets.UTF_8));
    watermarks.onEvent(
        arrival, dates.extractTimestamp(arrival, EventDecoderFixture.ARRIVED), output);
    watermarks.onPeriodicEmit(output);
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private final class Context implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }

  private static final class Ends implements PartitionEndTracker {
    private static final long serialVersionUID = 1L;

    private int heard = -1;
    private int forgotten;
    private long read = -1;
    private boolean reached = true;
    private boolean silentReached = true;

    @Override
    public void heardOf(int partition) {
      heard = partition;
    }

    @Override
    public void forget(int partition) {
      forgotten++;
    }

    @Override
    public boolean isReached(int partition, long offset) {
      read = offset;
      return reached && partition == heard;
    }

    @Override
    public boolean areReachedBySilent() {
      return silentReached;
    }
  }

  private static final class Output implements WatermarkOutput {
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark mark) {
      watermark = Math.max(watermark, mark.getTimestamp());
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
