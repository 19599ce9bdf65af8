package io.tidemark.testing.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MessageOffsetsTest {

  private static final TopicPartition FIRST = new TopicPartition("orders", 0);
  private static final TopicPartition SECOND = new TopicPartition("orders", 1);

  @Test
  void countsAPlaceOnce() {
    MessageOffsets offsets = new MessageOffsets();
    assertThat(offsets.add(FIRST, 7)).isTrue();
    assertThat(offsets.add(SECOND, 7)).isTrue();
    assertThat(offsets.add(FIRST, 7)).isFalse();
    assertThat(offsets.size()).isEqualTo(2);
  }

  @Test
  void namesTheRangesThatOthersLack() {
    MessageOffsets all = offsets(FIRST, 0, 1, 2, 5);
    all.add(SECOND, 3);
    assertThat(all.without(offsets(FIRST, 0, 9)))
        .containsExactly("orders-0 [1, 3)", "orders-0 [5, 6)", "orders-1 [3, 4)");
    assertThat(all.without(all)).isEmpty();
  }

  private static MessageOffsets offsets(TopicPartition partition, long... offsets) {
    MessageOffsets set = new MessageOffsets();
    for (long offset : offsets) {
      set.add(partition, offset);
    }
    return set;
  }
}
