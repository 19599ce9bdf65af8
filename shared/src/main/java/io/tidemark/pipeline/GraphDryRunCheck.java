package io.tidemark.pipeline;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessageType;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Builds a pipeline's {@link PipelineGraph} over empty inputs, to find what only Flink's SQL
 * planner notices. {@code validate} calls it, and the live job before it writes anything.
 */
public final class GraphDryRunCheck {

  private GraphDryRunCheck() {}

  /**
   * Runs nothing and touches nothing.
   *
   * @throws UserException if an expression cannot be compiled, or fails whatever it is given
   */
  public static void check(Pipeline pipeline) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    new PipelineGraph(env, pipeline, GraphDryRunCheck::nothing, new PipelineSinks() {})
        .build(pipeline.streams(), pipeline.featureSets());
  }

  private static DataStream<DecodedMessage> nothing(
      StreamExecutionEnvironment env, EventLayout stream) {
    return env.fromData(List.of(0))
        .<DecodedMessage>flatMap((n, out) -> {})
        .returns(DecodedMessageType.of(stream));
  }
}
