package io.tidemark.pipeline;

import io.tidemark.event.RejectLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.metric.JobMetric;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Splits a stream's {@link DecodedMessage}s into events and rejects, and counts both. {@link
 * SplitArrivalsOperator} runs it.
 */
final class SplitArrivalsFunction extends ProcessFunction<DecodedMessage, RowData> {

  static final OutputTag<RowData> REJECTS =
      new OutputTag<>("rejects", InternalTypeInfo.of(RejectLayout.table().rowType()));

  private static final long serialVersionUID = 1L;

  private final String stream;
  private final int reasonIndex = RejectLayout.table().rowType().getFieldIndex(RejectLayout.REASON);

  private transient MetricGroup metrics;
  private transient Counter accepted;
  private transient Map<String, Counter> rejected;

  SplitArrivalsFunction(String stream) {
    this.stream = stream;
  }

  @Override
  public void open(OpenContext context) {
    metrics = getRuntimeContext().getMetricGroup();
    accepted = JobMetric.ACCEPTED.counter(metrics, stream);
    rejected = new HashMap<>();
  }

  @Override
  public void processElement(DecodedMessage message, Context context, Collector<RowData> out) {
    if (message instanceof Accepted event) {
      accepted.inc();
      out.collect(event.row());
    } else {
      count(message.row().getString(reasonIndex).toString());
      context.output(REJECTS, message.row());
    }
  }

  private void count(String reason) {
    rejected.computeIfAbsent(reason, r -> JobMetric.REJECTED.counter(metrics, stream, r)).inc();
  }
}
