package io.tidemark.lake.write;

import io.tidemark.lake.TableLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.util.CloseableIterator;

/** Flink jobs for tests, as strict as the real ones: no generated uids, no generic types. */
public final class LakeJobFixture {

  private LakeJobFixture() {}

  public static StreamExecutionEnvironment environment(RuntimeExecutionMode mode) {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    return environment;
  }

  public static DataStream<RowData> rows(
      StreamExecutionEnvironment environment, TableLayout layout, List<RowData> rows) {
    return environment
        .fromData(rows, InternalTypeInfo.of(layout.rowType()))
        .name("rows")
        .uid("rows");
  }

  public static <T> List<T> collect(DataStream<T> stream) throws Exception {
    List<T> collected = new ArrayList<>();
    try (CloseableIterator<T> elements = stream.executeAndCollect()) {
      elements.forEachRemaining(collected::add);
    }
    return collected;
  }

  /** Rows by their bytes: precision, order of columns and all. */
  public static Set<BinaryRowData> bytes(TableLayout layout, List<RowData> rows) {
    RowDataSerializer serializer = new RowDataSerializer(layout.rowType());
    Set<BinaryRowData> bytes = new HashSet<>();
    rows.forEach(row -> bytes.add(serializer.toBinaryRow(row).copy()));
    return bytes;
  }
}
