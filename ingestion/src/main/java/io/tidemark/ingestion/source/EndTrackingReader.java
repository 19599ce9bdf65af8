package io.tidemark.ingestion.source;

import java.util.List;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Source reader that reports its assigned partitions to {@link KafkaPartitionEndTracker}, and is
 * Flink's otherwise.
 */
final class EndTrackingReader<T> extends DelegatingSourceReader<T> {

  private final KafkaPartitionEndTracker ends;

  EndTrackingReader(SourceReader<T, KafkaPartitionSplit> reader, KafkaPartitionEndTracker ends) {
    super(reader);
    this.ends = ends;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    splits.forEach(split -> ends.assigned(split.getTopicPartition(), split.getStartingOffset()));
    super.addSplits(splits);
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      ends.close();
    }
  }
}
