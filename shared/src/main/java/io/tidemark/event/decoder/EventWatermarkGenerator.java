package io.tidemark.event.decoder;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermark generator of one partition, over accepted events alone: a reject neither moves the
 * watermark nor keeps its partition from being idle.
 *
 * <p>A partition is not idle as long as {@link PartitionEndTracker} says that it has not been read
 * to its end. What waits there, behind an open transaction or for a leader, would otherwise be late
 * when it comes.
 */
public final class EventWatermarkGenerator implements WatermarkGenerator<DecodedMessage> {

  private static final int UNKNOWN = -1;

  private final WatermarkGenerator<DecodedMessage> accepted;
  private final PartitionEndTracker ends;
  private final Idleness idleness = new Idleness();

  private int partition = UNKNOWN;
  private long read = UNKNOWN;

  private EventWatermarkGenerator(
      WatermarkGenerator<DecodedMessage> accepted, PartitionEndTracker ends) {
    this.accepted = accepted;
    this.ends = ends;
  }

  /**
   * Watermark strategy of a stream: the event times of accepted messages, with the stream's
   * out-of-orderness and idleness.
   *
   * @param ends of the partitions that are read
   */
  public static WatermarkStrategy<DecodedMessage> of(EventLayout layout, PartitionEndTracker ends) {
    StreamDefinition stream = layout.stream();
    WatermarkStrategy<DecodedMessage> bounded =
        WatermarkStrategy.<DecodedMessage>forBoundedOutOfOrderness(stream.outOfOrderness())
            .withIdleness(stream.idleAfter());
    int time = layout.timeIndex();
    return WatermarkStrategy.<DecodedMessage>forGenerator(
            context -> new EventWatermarkGenerator(bounded.createWatermarkGenerator(context), ends))
        .withTimestampAssigner(
            (message, kafkaTimestamp) -> eventTime(message, time, kafkaTimestamp));
  }

  @Override
  public void onEvent(DecodedMessage message, long timestamp, WatermarkOutput output) {
    note(message.position());
    if (message instanceof Accepted) {
      if (idleness.wanted) {
        ends.forget(partition);
      }
      idleness.end();
      accepted.onEvent(message, timestamp, output);
    }
  }

  private void note(MessagePosition position) {
    read = position.offset();
    if (partition == UNKNOWN) {
      partition = position.partition();
      ends.heardOf(partition);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    idleness.output = output;
    accepted.onPeriodicEmit(idleness);
    if (idleness.wanted) {
      idleness.become(
          partition == UNKNOWN ? ends.areReachedBySilent() : ends.isReached(partition, read));
    }
  }

  private static long eventTime(DecodedMessage message, int time, long otherwise) {
    return message instanceof Accepted event
        ? event.row().getTimestamp(time, 3).getMillisecond()
        : otherwise;
  }

  /** Output that holds Flink's idleness, which is told only once, until the end is reached. */
  private static final class Idleness implements WatermarkOutput {

    private WatermarkOutput output;
    private boolean wanted;
    private boolean idle;

    private void end() {
      wanted = false;
      idle = false;
    }

    private void become(boolean reached) {
      if (reached && !idle) {
        output.markIdle();
      } else if (!reached && idle) {
        output.markActive();
      }
      idle = reached;
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      output.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      wanted = true;
    }

    @Override
    public void markActive() {
      end();
      output.markActive();
    }
  }
}
