package io.tidemark.lake.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.io.WriteResult;

/**
 * Sink writer that closes its files early once they span more than {@value #MAX_PARTITIONS}
 * partitions; all of them are committed with the checkpoint. {@link OpenPartitionTracker} counts.
 */
final class PartitionLimitedWriter implements CommittingSinkWriter<RowData, WriteResult> {

  /** A few hundred kilobytes of heap each; more than the days that late events commonly span. */
  static final int MAX_PARTITIONS = 100;

  private final CommittingSinkWriter<RowData, WriteResult> writer;
  private final OpenPartitionTracker partitions;
  private final List<WriteResult> closed = new ArrayList<>();

  PartitionLimitedWriter(
      CommittingSinkWriter<RowData, WriteResult> writer, OpenPartitionTracker partitions) {
    this.writer = writer;
    this.partitions = partitions;
  }

  @Override
  public void write(RowData row, Context context) throws IOException, InterruptedException {
    if (partitions.isNew(row) && partitions.count() > MAX_PARTITIONS) {
      closed.addAll(writer.prepareCommit());
      partitions.clear();
      partitions.isNew(row);
    }
    writer.write(row, context);
  }

  @Override
  public Collection<WriteResult> prepareCommit() throws IOException, InterruptedException {
    List<WriteResult> results = new ArrayList<>(closed);
    closed.clear();
    results.addAll(writer.prepareCommit());
    partitions.clear();
    return results;
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
