package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Caught up is who has read everything, for every stream of its own. */
class BacklogTrackerTest {

  private static final TopicPartition PARTITION = new TopicPartition("bus", 0);
  private static final StreamPartition FAST = new StreamPartition("fast", PARTITION);
  private static final StreamPartition SLOW = new StreamPartition("slow", PARTITION);

  @Test
  void theSlowerOfTwoStreamsOfATopicIsWaitedFor() {
    BacklogTracker backlog =
        new BacklogTracker(Map.of(FAST, 9L, SLOW, 9L), Map.of(FAST, 4L, SLOW, 4L));

    assertThat(backlog.update(Map.of(FAST, 9L), null)).isFalse();
    assertThat(backlog.update(Map.of(FAST, 9L, SLOW, 6L), null)).isFalse();
    assertThat(backlog.total()).isEqualTo(10);
    assertThat(backlog.done()).isEqualTo(7);
    assertThat(backlog.update(Map.of(FAST, 9L, SLOW, 9L), null)).isTrue();
  }

  @Test
  void whoCommitsNothingForAnHourIsNotWaitedFor() {
    BacklogTracker backlog = new BacklogTracker(Map.of(SLOW, 9L), Map.of(SLOW, 4L));
    long hour = Duration.ofHours(1).toNanos();
    backlog.update(Map.of(SLOW, 6L), null);
    backlog.refuseStandstill(5);
    backlog.refuseStandstill(hour);
    backlog.update(Map.of(SLOW, 7L), null);
    backlog.refuseStandstill(hour + 6);
    backlog.refuseStandstill(2 * hour + 6);
    assertThatThrownBy(() -> backlog.refuseStandstill(2 * hour + 7))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("topic bus: nothing more of it was committed for 60 min")
        .hasMessageContaining("partition 0 stands at offset 7 of 9");
  }
}
