package io.tidemark.ingestion.replay;

import io.tidemark.event.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of the rejects that a replay has looked at. */
public final class ReplayResult {

  private final Map<ReplayOutcome, Long> fates = new EnumMap<>(ReplayOutcome.class);
  private final Map<RejectReason, Still> still = new TreeMap<>();
  private final long found;

  ReplayResult(long found) {
    this.found = found;
  }

  /**
   * Those that would be rejected for the same reason.
   *
   * @param example what is wrong with the first of them
   */
  public record Still(long count, String example) {}

  /** How many rejects had that fate. */
  public long count(ReplayOutcome fate) {
    return fates.getOrDefault(fate, 0L);
  }

  /** Those that are not sent because they would be rejected, by the reason of today. */
  public Map<RejectReason, Still> still() {
    return Map.copyOf(still);
  }

  /** How many messages of a replay that died were found in their topics. */
  public long found() {
    return found;
  }

  void add(ReplayOutcome fate) {
    fates.merge(fate, 1L, Long::sum);
  }

  void addStill(RejectReason reason, String detail) {
    add(ReplayOutcome.STILL_REJECTED);
    still.merge(reason, new Still(1, detail), (a, b) -> new Still(a.count() + 1, a.example()));
  }
}
