package io.tidemark.ingestion;

import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** Flink's Kafka source, state and all, whose readers tell which partitions they have. */
final class WatchedSource<T> extends ForwardedSource<T> {

  private static final long serialVersionUID = 1L;

  private final WatchedEnds ends;

  /**
   * @param ends told by the readers, and by the consumers of the source
   */
  WatchedSource(KafkaSource<T> source, WatchedEnds ends) {
    super(source);
    this.ends = ends;
  }

  @Override
  public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    ends.open(context);
    return new WatchedReader<>(reader(context), ends);
  }
}
