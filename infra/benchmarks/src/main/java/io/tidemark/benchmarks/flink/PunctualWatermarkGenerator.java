package io.tidemark.benchmarks.flink;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermark generator that also emits after a number of events. By the clock alone, some of the
 * last events would be ahead of the last watermark, others in every run.
 */
final class PunctualWatermarkGenerator implements WatermarkGenerator<Long> {

  private static final int EVENTS = 1_000;

  private final BoundedOutOfOrdernessWatermarks<Long> watermarks;
  private int events;

  PunctualWatermarkGenerator(Duration outOfOrderness) {
    watermarks = new BoundedOutOfOrdernessWatermarks<>(outOfOrderness);
  }

  @Override
  public void onEvent(Long event, long time, WatermarkOutput output) {
    watermarks.onEvent(event, time, output);
    if (++events % EVENTS == 0) {
      watermarks.onPeriodicEmit(output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    watermarks.onPeriodicEmit(output);
  }
}
