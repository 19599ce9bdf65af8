package io.tidemark.ingestion.source;

import io.tidemark.event.decoder.MessagePosition;
import io.tidemark.ingestion.ReadEpoch;
import io.tidemark.ingestion.ReadPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.kafka.common.TopicPartition;

/**
 * Operator state of the leader epoch of the last message of each partition, by which Kafka tells
 * whether that message is still in the log (KIP-320). It is separate from the positions of {@link
 * OffsetLedgerOperator}: older checkpoints have none, and are restored without it.
 */
final class LeaderEpochState {

  private static final ListStateDescriptor<ReadEpoch> EPOCHS =
      new ListStateDescriptor<>("epochs", Types.POJO(ReadEpoch.class));

  private final ListState<ReadEpoch> saved;
  private final Map<TopicPartition, Integer> epochs = new HashMap<>();

  private LeaderEpochState(ListState<ReadEpoch> saved) {
    this.saved = saved;
  }

  /**
   * Restores the epochs that belong to the positions.
   *
   * @param positions as far as the partitions have been read
   */
  static LeaderEpochState restore(
      OperatorStateStore store, Map<TopicPartition, ReadPosition> positions) throws Exception {
    LeaderEpochState restored = new LeaderEpochState(store.getUnionListState(EPOCHS));
    for (ReadEpoch read : restored.saved.get()) {
      TopicPartition partition = new TopicPartition(read.topic(), read.partition());
      ReadPosition position = positions.get(partition);
      if (position != null && position.next() == read.next()) {
        restored.epochs.put(partition, read.epoch());
      }
    }
    return restored;
  }

  /** Sets the epoch of the batch that was read or passed last. */
  void put(TopicPartition partition, int epoch) {
    if (epochs.getOrDefault(partition, MessagePosition.NO_EPOCH) != epoch) {
      epochs.put(partition, epoch);
    }
  }

  /** By partition, where they are known. */
  Map<TopicPartition, Integer> known() {
    Map<TopicPartition, Integer> known = new HashMap<>(epochs);
    known.values().removeIf(epoch -> epoch == MessagePosition.NO_EPOCH);
    return known;
  }

  /** Saves those that belong to the positions. */
  void snapshot(Collection<ReadPosition> positions) throws Exception {
    Map<TopicPartition, Integer> known = known();
    List<ReadEpoch> all = new ArrayList<>();
    for (ReadPosition position : positions) {
      Integer epoch = known.get(position.of());
      if (epoch != null) {
        all.add(new ReadEpoch(position.topic(), position.partition(), position.next(), epoch));
      }
    }
    saved.update(all);
  }
}
