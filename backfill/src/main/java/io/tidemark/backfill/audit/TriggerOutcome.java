package io.tidemark.backfill.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Outcomes of an event that may ask for a row, as {@link TriggerMatchFunction} counts them. */
enum TriggerOutcome {
  WRITTEN,
  LATE,
  WAITING,
  MISSING,
  REPEATED,
  EXTRA;

  private static final Comparator<TriggerRecord> ARRIVAL =
      Comparator.comparingInt(TriggerRecord::partition).thenComparingLong(TriggerRecord::offset);

  /**
   * For each entity that the event, by its time, id and stream, is of.
   *
   * @param isFinal whether rows of its time are
   */
  static List<TriggerOutcome> of(List<TriggerRecord> records, boolean isFinal) {
    Map<ByteBuffer, List<TriggerRecord>> entities = new LinkedHashMap<>();
    List<TriggerRecord> late = new ArrayList<>();
    for (TriggerRecord one : records) {
      List<TriggerRecord> all =
          one.kind() == TriggerRecord.Kind.LATE
              ? late
              : entities.computeIfAbsent(ByteBuffer.wrap(one.entity()), e -> new ArrayList<>());
      all.add(one);
    }
    return entities.values().stream()
        .map(own -> of(own, late, isFinal))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty where the event asks for nothing and has nothing. */
  private static Optional<TriggerOutcome> of(
      List<TriggerRecord> own, List<TriggerRecord> late, boolean isFinal) {
    List<TriggerRecord> arrivals =
        own.stream().filter(TriggerRecord::isEvent).sorted(ARRIVAL).toList();
    boolean asks = !arrivals.isEmpty() && arrivals.get(0).kind() == TriggerRecord.Kind.ASKS;
    long rows = own.size() - arrivals.size();
    if (!isFinal) {
      return asks ? Optional.of(WAITING) : Optional.empty();
    }
    if (!asks) {
      return rows > 0 ? Optional.of(EXTRA) : Optional.empty();
    }
    if (rows > 0) {
      return Optional.of(rows == 1 ? WRITTEN : REPEATED);
    }
    boolean known = arrivals.stream().anyMatch(a -> late.stream().anyMatch(a::isAt));
    return Optional.of(known ? LATE : MISSING);
  }

  boolean isFault() {
    return this == MISSING || this == REPEATED || this == EXTRA;
  }
}
