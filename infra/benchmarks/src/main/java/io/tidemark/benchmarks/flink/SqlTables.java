package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.workload.EventGenerator;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.LakeSource;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Flink SQL environment whose table {@code events} is either generated ({@link EventRowMapper}) or
 * the event table.
 */
final class SqlTables {

  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);
  private static final RowType EVENT =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("event_id", DataTypes.STRING().notNull()),
                  DataTypes.FIELD("event_time", DataTypes.TIMESTAMP_LTZ(3).notNull()),
                  DataTypes.FIELD("customer_id", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD("amount", DataTypes.DOUBLE()))
              .notNull()
              .getLogicalType();

  private final StreamTableEnvironment tables;

  private SqlTables(StreamExecutionEnvironment env, DataStream<RowData> events) {
    this.tables = StreamTableEnvironment.create(env);
    tables.getConfig().set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    Schema schema = Schema.newBuilder().watermark("event_time", "SOURCE_WATERMARK()").build();
    tables.createTemporaryView("events", events, schema);
  }

  /** Over events that are made as the job runs. */
  static SqlTables made(StreamExecutionEnvironment env, EventGenerator events) {
    return new SqlTables(
        env,
        EventRowMapper.numbers(env, events, OUT_OF_ORDERNESS)
            .map(new EventRowMapper(events, EVENT))
            .returns(InternalTypeInfo.of(EVENT)));
  }

  /** Over the event table. */
  static SqlTables stored(StreamExecutionEnvironment env, Lake lake, String table) {
    List<LayoutColumn> columns =
        EVENT.getFields().stream()
            .map(f -> new LayoutColumn(f.getName(), f.getType(), ""))
            .toList();
    TableLayout layout =
        new TableLayout(table, "", columns, TimePartitioning.DAYS, EventLayout.EVENT_TIME);
    LakeSource source =
        new LakeSource(
            layout,
            TableVersion.of(lake.table(table)).snapshot(),
            TimeRange.always(EventLayout.EVENT_TIME),
            "stored-events");
    return new SqlTables(env, source.read(lake, env));
  }

  /** The query's rows. */
  DataStream<RowData> query(String sql) {
    Table table = tables.sqlQuery(sql);
    DataType type = table.getResolvedSchema().toPhysicalRowDataType();
    return tables.toDataStream(table, type.bridgedTo(RowData.class));
  }
}
