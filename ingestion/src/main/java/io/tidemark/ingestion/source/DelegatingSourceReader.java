package io.tidemark.ingestion.source;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Base of readers that wrap a Kafka reader and override some of its steps; see {@link
 * GapTrackingReader} and {@link EndTrackingReader}.
 */
abstract class DelegatingSourceReader<T> implements SourceReader<T, KafkaPartitionSplit> {

  private final SourceReader<T, KafkaPartitionSplit> reader;

  DelegatingSourceReader(SourceReader<T, KafkaPartitionSplit> reader) {
    this.reader = reader;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    reader.addSplits(splits);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    return reader.pollNext(output);
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    return reader.snapshotState(checkpoint);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    reader.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    reader.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }
}
