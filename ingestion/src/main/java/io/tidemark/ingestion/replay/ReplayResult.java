package io.tidemark.ingestion.replay;

import io.tidemark.event.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of a replay's rejects by {@link ReplayOutcome}, and the reasons for which some would be
 * rejected again.
 */
public final class ReplayResult {

  private final Map<ReplayOutcome, Long> counts = new EnumMap<>(ReplayOutcome.class);
  private final Map<RejectReason, Still> still = new TreeMap<>();
  private final long found;

  ReplayResult(long found) {
    this.found = found;
  }

  /**
   * Rejects that would be rejected again, for one reason.
   *
   * @param example what is wrong with the first of them
   */
  public record Still(long count, String example) {}

  /** Number of rejects with that outcome. */
  public long count(ReplayOutcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** Rejects that are not sent because they would be rejected again, by their present reason. */
  public Map<RejectReason, Still> still() {
    return Map.copyOf(still);
  }

  /** Number of messages of replays that died which were found in their topics. */
  public long found() {
    return found;
  }

  void add(ReplayOutcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }

  void addStill(RejectReason reason, String detail) {
    add(ReplayOutcome.STILL_REJECTED);
    still.merge(reason, new Still(1, detail), (a, b) -> new Still(a.count() + 1, a.example()));
  }
}
