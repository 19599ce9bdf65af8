package io.tidemark.benchmarks.flink;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Bounded source of event numbers, for one job per process; it cannot be restored. {@link
 * EventRowMapper} makes rows of them.
 */
final class EventNumberSource
    implements Source<Long, EventNumberSource.Split, Collection<EventNumberSource.Split>> {

  private static final long serialVersionUID = 1L;

  private final long count;

  EventNumberSource(long count) {
    this.count = count;
  }

  /** A reader's share: as many blocks as it can take. */
  record Split(int number, long count) implements IteratorSourceSplit<Long, EventNumberIterator> {

    @Override
    public String splitId() {
      return String.valueOf(number);
    }

    @Override
    public EventNumberIterator getIterator() {
      return new EventNumberIterator(count);
    }

    @Override
    public Split getUpdatedSplitForIterator(EventNumberIterator iterator) {
      return this;
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Long, Split> createReader(SourceReaderContext context) {
    return new IteratorSourceReader<>(context);
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    List<Split> splits =
        IntStream.range(0, context.currentParallelism())
            .mapToObj(i -> new Split(i, count))
            .toList();
    return new IteratorSourceEnumerator<>(context, splits);
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, Collection<Split> splits) {
    return new IteratorSourceEnumerator<>(context, splits);
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new SplitSerializers.One();
  }

  @Override
  public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
    return new SplitSerializers.Many();
  }
}
