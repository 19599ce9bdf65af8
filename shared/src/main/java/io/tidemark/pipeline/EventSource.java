package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The input of a {@link PipelineGraph}: it gives the messages of each stream. {@link
 * LakeEventSource} reads the event tables, {@link FileEventSource} files; the live job's own reads
 * Kafka.
 */
@FunctionalInterface
public interface EventSource {

  /**
   * The stream's messages, decoded: events and rejects. Where a feature set reads the stream, a
   * record's timestamp is its event time.
   *
   * @param env environment to build in
   * @param stream the stream and the layout of its rows
   */
  DataStream<DecodedMessage> messages(StreamExecutionEnvironment env, EventLayout stream);

  /**
   * Event time (epoch milliseconds, exclusive) up to which the source's end says that all events
   * have been seen; {@link Long#MIN_VALUE} where its end says nothing about time, as with a live
   * job that is drained.
   */
  default long completeUpTo() {
    return Long.MIN_VALUE;
  }
}
