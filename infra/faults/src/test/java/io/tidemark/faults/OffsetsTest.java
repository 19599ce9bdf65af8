package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetsTest {

  private static final TopicPartition FIRST = new TopicPartition("orders", 0);
  private static final TopicPartition SECOND = new TopicPartition("orders", 1);

  @Test
  void countsAPlaceOnce() {
    Offsets offsets = new Offsets();
    assertThat(offsets.add(FIRST, 7)).isTrue();
    assertThat(offsets.add(SECOND, 7)).isTrue();
    assertThat(offsets.add(FIRST, 7)).isFalse();
    assertThat(offsets.size()).isEqualTo(2);
  }

  @Test
  void namesTheRangesThatOthersLack() {
    Offsets all = offsets(FIRST, 0, 1, 2, 5);
    all.add(SECOND, 3);
    assertThat(all.without(offsets(FIRST, 0, 9)))
        .containsExactly("orders-0 [1, 3)", "orders-0 [5, 6)", "orders-1 [3, 4)");
    assertThat(all.without(all)).isEmpty();
  }

  private static Offsets offsets(TopicPartition partition, long... offsets) {
    Offsets set = new Offsets();
    for (long offset : offsets) {
      set.add(partition, offset);
    }
    return set;
  }
}
