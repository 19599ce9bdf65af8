package io.tidemark.ingestion.source;

import io.tidemark.event.decoder.DecodedMessage;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Kafka source with a {@link GapTrackingReader}; its state has the form of that of Flink's source.
 */
final class GapTrackingSource extends DelegatingSource<DecodedMessage> {

  private static final long serialVersionUID = 1L;

  private final ReaderName name;
  private final Map<String, String> client;

  /**
   * @param source Flink's, or one that has it
   * @param name of its readers
   * @param client Kafka client properties
   */
  GapTrackingSource(
      DelegatingSource<DecodedMessage> source, ReaderName name, Map<String, String> client) {
    super(source);
    this.name = name;
    this.client = Map.copyOf(client);
  }

  @Override
  public SourceReader<DecodedMessage, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    OffsetGapRegistry offsets = OffsetGapRegistry.open(name.of(context.getIndexOfSubtask()));
    return new GapTrackingReader(reader(context), offsets, client);
  }
}
