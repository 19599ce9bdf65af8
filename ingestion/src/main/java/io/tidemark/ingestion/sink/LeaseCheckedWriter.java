package io.tidemark.ingestion.sink;

import io.tidemark.lake.live.WriterLeaseCheck;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Exactly-once writer that lets no checkpoint of a superseded run complete: it checks the lease
 * ({@link WriterLeaseCheck}) when all is sent. The transaction that was open when the successor
 * began is aborted by that one; whatever is sent later is never committed.
 */
final class LeaseCheckedWriter<R, S, C>
    implements StatefulSinkWriter<R, S>, CommittingSinkWriter<R, C> {

  private final StatefulSinkWriter<R, S> writer;
  private final WriterLeaseCheck owner;

  /**
   * @param writer one that commits as well
   */
  LeaseCheckedWriter(StatefulSinkWriter<R, S> writer, WriterLeaseCheck owner) {
    this.writer = writer;
    this.owner = owner;
  }

  @Override
  public void write(R row, Context context) throws IOException, InterruptedException {
    writer.write(row, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  /** Checks the lease last: what passes was sent while the run still held the table. */
  @Override
  @SuppressWarnings("unchecked")
  public Collection<C> prepareCommit() throws IOException, InterruptedException {
    Collection<C> committables = ((CommittingSinkWriter<R, C>) writer).prepareCommit();
    owner.require();
    return committables;
  }

  @Override
  public List<S> snapshotState(long checkpoint) throws IOException {
    return writer.snapshotState(checkpoint);
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
