package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import io.tidemark.feature.FeatureLayout;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * The outputs of a {@link PipelineGraph}. A job overrides those that it keeps; the others go
 * nowhere.
 */
public interface PipelineSinks {

  /** The accepted events of a stream, in the layout of its event table. */
  default void events(EventLayout stream, DataStream<RowData> rows) {}

  /** The rejects of all streams. */
  default void rejects(DataStream<RowData> rows) {}

  /** The feature rows of a set, in the layout of its feature table. */
  default void features(FeatureLayout set, DataStream<RowData> rows) {}

  /** Late events of all sets, in the layout of the late ledger. */
  default void late(DataStream<RowData> entries) {}

  /** Reports with every checkpoint, in the layout of the progress table. */
  default void progress(DataStream<RowData> reports) {}
}
