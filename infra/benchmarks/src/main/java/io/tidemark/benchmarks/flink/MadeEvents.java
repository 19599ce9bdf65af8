package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.workload.Events;
import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.ArrivalType;
import io.tidemark.pipeline.EventSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Either;

/** The made events as Tidemark's arrivals, in place of Kafka. */
final class MadeEvents implements EventSource {

  private final Events events;

  MadeEvents(Events events) {
    this.events = events;
  }

  @Override
  public DataStream<Either<RowData, RowData>> arrivals(
      StreamExecutionEnvironment env, EventLayout layout) {
    EventRows rows = new EventRows(events, layout.rowType());
    return EventRows.numbers(env, events, layout.stream().outOfOrderness())
        .map(number -> Either.<RowData, RowData>Left(rows.map(number)), ArrivalType.of(layout))
        .name("made " + layout.stream().name())
        .uid("made-" + layout.stream().name());
  }
}
