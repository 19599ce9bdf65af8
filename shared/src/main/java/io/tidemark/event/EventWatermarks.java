package io.tidemark.event;

import io.tidemark.definition.StreamDefinition;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Either;

/**
 * Watermarks of accepted events: a reject neither moves them nor keeps its partition from being
 * idle.
 */
public final class EventWatermarks implements WatermarkGenerator<KafkaArrival> {

  private final WatermarkGenerator<KafkaArrival> accepted;

  private EventWatermarks(WatermarkGenerator<KafkaArrival> accepted) {
    this.accepted = accepted;
  }

  /** Event time of the accepted, bounded by the stream's out-of-orderness and idleness. */
  public static WatermarkStrategy<KafkaArrival> of(EventLayout layout) {
    StreamDefinition stream = layout.stream();
    WatermarkStrategy<KafkaArrival> bounded =
        WatermarkStrategy.<KafkaArrival>forBoundedOutOfOrderness(stream.outOfOrderness())
            .withIdleness(stream.idleAfter());
    int time = layout.timeIndex();
    return WatermarkStrategy.<KafkaArrival>forGenerator(
            context -> new EventWatermarks(bounded.createWatermarkGenerator(context)))
        .withTimestampAssigner(
            (message, kafkaTimestamp) -> eventTime(message.arrival(), time, kafkaTimestamp));
  }

  @Override
  public void onEvent(KafkaArrival message, long timestamp, WatermarkOutput output) {
    if (message.arrival().isLeft()) {
      accepted.onEvent(message, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    accepted.onPeriodicEmit(output);
  }

  private static long eventTime(Either<RowData, RowData> arrival, int time, long otherwise) {
    return arrival.isLeft() ? arrival.left().getTimestamp(time, 3).getMillisecond() : otherwise;
  }
}
