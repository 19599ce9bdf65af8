package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Either;

/**
 * The input of a {@link PipelineGraph}: it gives the arrivals of each stream. {@link
 * LakeEventSource} reads the event tables, {@link FileEventSource} files; the live job's own reads
 * Kafka.
 */
@FunctionalInterface
public interface EventSource {

  /**
   * The stream's arrivals: event rows (left) and reject rows (right). Where a feature set reads the
   * stream, a record's timestamp is its event time.
   *
   * @param env environment to build in
   * @param stream the stream and the layout of its rows
   */
  DataStream<Either<RowData, RowData>> arrivals(StreamExecutionEnvironment env, EventLayout stream);

  /**
   * Event time (epoch milliseconds, exclusive) up to which the source's end says that all events
   * have been seen; {@link Long#MIN_VALUE} where its end says nothing about time, as with a live
   * job that is drained.
   */
  default long completeUpTo() {
    return Long.MIN_VALUE;
  }
}
