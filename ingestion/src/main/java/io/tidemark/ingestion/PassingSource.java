package io.tidemark.ingestion;

import io.tidemark.event.decoder.DecodedMessage;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Flink's Kafka source with another reader: {@link PassingReader}. Its state is that of Flink's.
 */
final class PassingSource extends ForwardedSource<DecodedMessage> {

  private static final long serialVersionUID = 1L;

  private final ReaderName name;
  private final Map<String, String> client;

  /**
   * @param source Flink's, or one that has it
   * @param name of its readers
   * @param client Kafka client properties
   */
  PassingSource(ForwardedSource<DecodedMessage> source, ReaderName name, Map<String, String> client) {
    super(source);
    this.name = name;
    this.client = Map.copyOf(client);
  }

  @Override
  public SourceReader<DecodedMessage, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    PassedRanges offsets = PassedRanges.open(name.of(context.getIndexOfSubtask()));
    return new PassingReader(reader(context), offsets, client);
  }
}
