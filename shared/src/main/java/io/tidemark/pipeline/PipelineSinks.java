package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import io.tidemark.feature.FeatureLayout;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** What becomes of the graph's results; a job overrides what it keeps. */
public interface PipelineSinks {

  /** The accepted events of a stream, in the layout of its event table. */
  default void events(EventLayout stream, DataStream<RowData> rows) {}

  /** The rejects of all streams. */
  default void rejects(DataStream<RowData> rows) {}

  /** The feature rows of a set, in the layout of its feature table. */
  default void features(FeatureLayout set, DataStream<RowData> rows) {}

  /** Late events of all sets, in the layout of the late ledger. */
  default void late(DataStream<RowData> entries) {}

  /** With every checkpoint, up to which event time the rows of each set are final. */
  default void progress(DataStream<RowData> reports) {}
}
