package io.tidemark.feature;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * A source of events of customers and of watermarks, in the order in which an operator is to see
 * them.
 */
final class ScriptedEventSource implements SourceFunction<RowData> {

  private static final long serialVersionUID = 1L;

  private final List<Step> steps = new ArrayList<>();
  private final String run;
  private volatile boolean running = true;

  ScriptedEventSource(String run) {
    this.run = run;
  }

  /** An event, or a watermark where the id is null. */
  private record Step(long customer, long time, String id, long offset)
      implements java.io.Serializable {}

  ScriptedEventSource event(long customer, long time, String id) {
    return event(customer, time, id, steps.size());
  }

  ScriptedEventSource event(long customer, long time, String id, long offset) {
    steps.add(new Step(customer, time, id, offset));
    return this;
  }

  ScriptedEventSource watermark(long time) {
    steps.add(new Step(0, time, null, 0));
    return this;
  }

  @Override
  public void run(SourceContext<RowData> context) throws Exception {
    synchronized (context.getCheckpointLock()) {
      steps.forEach(step -> emit(step, context));
    }
    FeatureOperatorHarness.of(run).sent.countDown();
    while (running) {
      Thread.sleep(5);
    }
  }

  private static void emit(Step step, SourceContext<RowData> context) {
    if (step.id == null) {
      context.emitWatermark(new Watermark(step.time));
    } else {
      context.collectWithTimestamp(row(step), step.time);
    }
  }

  private static RowData row(Step step) {
    return GenericRowData.of(
        step.customer,
        TimestampData.fromEpochMillis(step.time),
        StringData.fromString(step.id),
        0,
        0,
        step.offset);
  }

  @Override
  public void cancel() {
    running = false;
  }
}
