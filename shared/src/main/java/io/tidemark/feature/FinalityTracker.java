package io.tidemark.feature;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Tracks the event time up to which rows are final: the watermark, and after a restore the
 * watermark of the checkpoint, because Flink's own starts anew. {@link FeatureOperator} calls an
 * event at or behind it late.
 *
 * <p>An input that was declared complete is saved as the newest event's time, so that a stopped job
 * may go on; that time is saved too, for the newest event may have come in an earlier run. Any
 * other watermark is saved as it is, even ahead of every event that was seen: the job has reported
 * that it writes no row up to there, and a backfill may have.
 */
final class FinalityTracker implements Serializable {

  private static final long serialVersionUID = 1L;

  private transient ListState<Long> saved;
  private transient ListState<Long> savedNewest;
  private transient long finalUpTo;
  private transient long passed;
  private transient long newest;

  void restore(FunctionInitializationContext context) throws Exception {
    saved = list(context, "frontier");
    savedNewest = list(context, "newest");
    finalUpTo = greatest(saved);
    passed = finalUpTo;
    newest = Math.max(finalUpTo, greatest(savedNewest));
  }

  /**
   * Highest event time, epoch milliseconds, whose rows are written; later arrivals at or behind it
   * are late.
   */
  long finalUpTo() {
    return finalUpTo;
  }

  /** Highest event time, epoch milliseconds, that was seen. */
  long newest() {
    return newest;
  }

  void advance(long watermark) {
    finalUpTo = Math.max(finalUpTo, watermark);
    if (watermark != Long.MAX_VALUE) {
      passed = Math.max(passed, watermark);
    }
  }

  void saw(long time) {
    newest = Math.max(newest, time);
  }

  void snapshot() throws Exception {
    saved.update(List.of(Math.max(passed, Math.min(finalUpTo, newest))));
    savedNewest.update(List.of(newest));
  }

  /**
   * Union state: every subtask gets what all of them have saved, for after a rescale its entities
   * come from any of them.
   */
  private static ListState<Long> list(FunctionInitializationContext context, String name)
      throws Exception {
    return context
        .getOperatorStateStore()
        .getUnionListState(new ListStateDescriptor<>(name, Types.LONG));
  }

  private static long greatest(ListState<Long> state) throws Exception {
    long greatest = Long.MIN_VALUE;
    for (long one : state.get()) {
      greatest = Math.max(greatest, one);
    }
    return greatest;
  }
}
