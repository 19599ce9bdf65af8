package io.tidemark.feature.engine;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Short forms of plans and events. */
final class EngineFixture {

  private EngineFixture() {}

  static FeatureSpec feature(String function, int slot, ValueType type, Window window) {
    return new FeatureSpec(new AggregateCall(function, type, List.of()), slot, -1, -1, window);
  }

  static Window millis(long length) {
    return Window.of(Duration.ofMillis(length));
  }

  static byte[] id(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  static EventArrival event(long time, String id, Object... values) {
    return new EventArrival(time, id(id), 0, 0, 0, values);
  }
}
