package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.workload.EventGenerator;
import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessageType;
import io.tidemark.pipeline.EventSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Event source of generated events ({@link EventRowMapper}), in place of Kafka. */
final class GeneratedEventSource implements EventSource {

  private final EventGenerator events;

  GeneratedEventSource(EventGenerator events) {
    this.events = events;
  }

  @Override
  public DataStream<DecodedMessage> messages(StreamExecutionEnvironment env, EventLayout layout) {
    EventRowMapper rows = new EventRowMapper(events, layout.rowType());
    return EventRowMapper.numbers(env, events, layout.stream().outOfOrderness())
        .map(number -> Accepted.ofHistory(rows.map(number)), DecodedMessageType.of(layout))
        .name("made " + layout.stream().name())
        .uid("made-" + layout.stream().name());
  }
}
