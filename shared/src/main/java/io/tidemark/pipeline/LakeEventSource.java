package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.LakeSource;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * An {@link EventSource} over the event tables, each at one snapshot. All their rows were accepted
 * when they arrived, so there are no rejects.
 */
public final class LakeEventSource implements EventSource {

  private static final String UID = "lake-";

  private final Lake lake;
  private final Map<String, TableVersion> versions;
  private final TimeRange range;

  /**
   * @param versions which state of each stream's table to read
   * @param range event time to read, look-back included
   */
  public LakeEventSource(Lake lake, Map<String, TableVersion> versions, TimeRange range) {
    this.lake = lake;
    this.versions = versions;
    this.range = range;
  }

  @Override
  public DataStream<DecodedMessage> messages(StreamExecutionEnvironment env, EventLayout layout) {
    String stream = layout.stream().name();
    LakeSource source =
        new LakeSource(layout.table(), versions.get(stream).snapshot(), range, UID + stream);
    return AcceptedRowFunction.attach(source.read(lake, env), layout);
  }

  /** The event tables at their snapshots are all there is of the range. */
  @Override
  public long completeUpTo() {
    return range.to();
  }
}
