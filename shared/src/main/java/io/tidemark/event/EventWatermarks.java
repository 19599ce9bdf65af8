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
public final class EventWatermarks implements WatermarkGenerator<Either<RowData, RowData>> {

  private final WatermarkGenerator<Either<RowData, RowData>> accepted;

  private EventWatermarks(WatermarkGenerator<Either<RowData, RowData>> accepted) {
    this.accepted = accepted;
  }

  /** Event time of the accepted, bounded by the stream's out-of-orderness and idleness. */
  public static WatermarkStrategy<Either<RowData, RowData>> of(EventLayout layout) {
    StreamDefinition stream = layout.stream();
    WatermarkStrategy<Either<RowData, RowData>> bounded =
        WatermarkStrategy.<Either<RowData, RowData>>forBoundedOutOfOrderness(
                stream.outOfOrderness())
            .withIdleness(stream.idleAfter());
    int time = layout.timeIndex();
    return WatermarkStrategy.<Either<RowData, RowData>>forGenerator(
            context -> new EventWatermarks(bounded.createWatermarkGenerator(context)))
        .withTimestampAssigner(
            (arrival, kafkaTimestamp) -> eventTime(arrival, time, kafkaTimestamp));
  }

  @Override
  public void onEvent(Either<RowData, RowData> arrival, long timestamp, WatermarkOutput output) {
    if (arrival.isLeft()) {
      accepted.onEvent(arrival, timestamp, output);
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
