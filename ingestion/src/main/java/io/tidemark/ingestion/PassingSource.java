package io.tidemark.ingestion;

import io.tidemark.event.KafkaArrival;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Flink's Kafka source with another reader: {@link PassingReader}. Its state is that of Flink's.
 */
final class PassingSource
    implements Source<KafkaArrival, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<KafkaArrival>,
        LineageVertexProvider {

  private static final long serialVersionUID = 1L;

  private final Source<KafkaArrival, KafkaPartitionSplit, KafkaSourceEnumState> source;
  private final TypeInformation<KafkaArrival> type;
  private final ReaderName name;
  private final Map<String, String> client;

  /**
   * @param source Flink's, or one that has it
   * @param name of its readers
   * @param client Kafka client properties
   */
  <
          S extends
              Source<KafkaArrival, KafkaPartitionSplit, KafkaSourceEnumState>
                  & ResultTypeQueryable<KafkaArrival>>
      PassingSource(S source, ReaderName name, Map<String, String> client) {
    this.source = source;
    this.type = source.getProducedType();
    this.name = name;
    this.client = Map.copyOf(client);
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<KafkaArrival, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    PassedRanges offsets = PassedRanges.open(name.of(context.getIndexOfSubtask()));
    return new PassingReader(source.createReader(context), offsets, client);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<KafkaArrival> getProducedType() {
    return type;
  }

  @Override
  public LineageVertex getLineageVertex() {
    return ((LineageVertexProvider) source).getLineageVertex();
  }
}
