package io.tidemark.ingestion.replay;

import io.tidemark.event.EventLayout;
import io.tidemark.event.Reject;
import io.tidemark.event.RejectReason;
import io.tidemark.lake.TimeRange;
import java.util.Optional;

/**
 * Selection of the rejects that {@link ReplayJob} replays. Rejected records of imported files are
 * never sent; those are imported anew.
 *
 * @param stream those of one stream; empty for all
 * @param reason those of one reason; empty for all
 * @param range of {@code _kafka_timestamp}
 * @param again whether those that a replay has brought back already are sent once more
 */
public record ReplayOptions(
    Optional<String> stream, Optional<RejectReason> reason, TimeRange range, boolean again) {

  boolean has(Reject reject) {
    boolean fromKafka = reject.message().partition() < EventLayout.FIRST_FILE;
    return fromKafka
        && stream.map(reject.stream()::equals).orElse(true)
        && reason.map(reject.reason()::equals).orElse(true);
  }
}
