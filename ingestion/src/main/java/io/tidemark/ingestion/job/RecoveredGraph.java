package io.tidemark.ingestion.job;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Builds a stand-in for the graph of a job that Flink's high availability has recovered (see {@link
 * RecoveryStatus}). An application has to execute something, and is given a client of the job that
 * is there. Should Flink run the stand-in after all, it fails.
 */
final class RecoveredGraph {

  private RecoveredGraph() {}

  /** A client of the job. */
  static JobClient client() throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.fromSource(new NumberSequenceSource(0, 0), WatermarkStrategy.noWatermarks(), "recovered")
        .map(RecoveredGraph::fail)
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("recovered");
  }

  private static Long fail(Long number) {
    throw new SuppressRestartsException(
        new IllegalStateException("Flink had this job, and has started another one instead"));
  }
}
