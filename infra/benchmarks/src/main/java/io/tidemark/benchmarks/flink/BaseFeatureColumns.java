package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.workload.FeatureWindow;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Table layouts for Flink SQL: the columns of Tidemark's table, except for the stream's name;
 * features of {@link FeatureWindow}s.
 */
final class BaseFeatureColumns {

  static final String TABLE = "spending";

  private BaseFeatureColumns() {}

  /** One row an event. */
  static TableLayout perEvent(List<FeatureWindow> spans) {
    List<LayoutColumn> columns = identity();
    columns.add(column("event_id", new VarCharType(false, VarCharType.MAX_LENGTH)));
    spans.forEach(span -> addFeatures(span, columns));
    return layout(columns);
  }

  /** One row a customer and point of the grid. */
  static TableLayout perHour(FeatureWindow span) {
    List<LayoutColumn> columns = identity();
    addFeatures(span, columns);
    return layout(columns);
  }

  private static List<LayoutColumn> identity() {
    List<LayoutColumn> columns = new ArrayList<>();
    columns.add(column("customer_id", new BigIntType(false)));
    columns.add(column("event_time", new LocalZonedTimestampType(false, 3)));
    return columns;
  }

  private static void addFeatures(FeatureWindow span, List<LayoutColumn> columns) {
    columns.add(column(span.count(), new BigIntType(true)));
    columns.add(column(span.sum(), new DoubleType(true)));
  }

  private static LayoutColumn column(String name, LogicalType type) {
    return new LayoutColumn(name, type, "");
  }

  private static TableLayout layout(List<LayoutColumn> columns) {
    return new TableLayout(TABLE, "", columns, TimePartitioning.DAYS, "event_time");
  }
}
