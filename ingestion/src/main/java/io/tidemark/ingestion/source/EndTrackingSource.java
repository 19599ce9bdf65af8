package io.tidemark.ingestion.source;

import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Kafka source whose readers report their partitions to a {@link KafkaPartitionEndTracker} (see
 * {@link EndTrackingReader}); state and splits are Flink's.
 */
final class EndTrackingSource<T> extends DelegatingSource<T> {

  private static final long serialVersionUID = 1L;

  private final KafkaPartitionEndTracker ends;

  /**
   * @param ends told by the readers, and by the consumers of the source
   */
  EndTrackingSource(KafkaSource<T> source, KafkaPartitionEndTracker ends) {
    super(source);
    this.ends = ends;
  }

  @Override
  public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    ends.open(context);
    return new EndTrackingReader<>(reader(context), ends);
  }
}
