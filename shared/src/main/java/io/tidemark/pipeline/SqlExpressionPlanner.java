package io.tidemark.pipeline;

import io.tidemark.definition.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.ExecutionConfigOptions.UidGeneration;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Plans SQL scalar expressions over a stream of rows with Flink's table planner, behind a {@link
 * GuardExpressionsOperator}.
 *
 * <p>In BATCH the rows come out without timestamps: the next operator has to assign them again.
 */
final class SqlExpressionPlanner {

  /** Schema with a time attribute: without one the planner swallows all watermarks but the last. */
  private static final Schema WITH_WATERMARKS =
      Schema.newBuilder()
          .columnByMetadata("_rowtime", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
          .watermark("_rowtime", "SOURCE_WATERMARK()")
          .build();

  private final StreamExecutionEnvironment env;
  private final Pipeline pipeline;
  private StreamTableEnvironment tables;

  SqlExpressionPlanner(StreamExecutionEnvironment env, Pipeline pipeline) {
    this.env = env;
    this.pipeline = pipeline;
  }

  /** A column that SQL computes. */
  record Computed(String name, String sql) {}

  /** Rows with the type that the planner derived. */
  record TypedRows(DataStream<RowData> rows, RowType type) {}

  /**
   * The rows with further columns.
   *
   * @param input rows whose stream carries their names and types
   * @param steps columns to add; those of a step may read those of the steps before it
   * @param columns names of the columns to hand over, in order
   * @param evaluation what to say where an expression fails
   * @param uid prefix of the operators' uids, unique in the job
   */
  TypedRows compute(
      DataStream<RowData> input,
      List<List<Computed>> steps,
      List<String> columns,
      ExpressionGroup evaluation,
      String uid) {
    DataStream<RowData> guarded = GuardExpressionsOperator.attach(input, evaluation, uid);
    return computeGuarded(guarded, steps, columns, evaluation, uid);
  }

  /** As {@link #compute}, of rows that come from a guard of their own. */
  TypedRows computeGuarded(
      DataStream<RowData> guarded,
      List<List<Computed>> steps,
      List<String> columns,
      ExpressionGroup evaluation,
      String uid) {
    tables()
        .getConfig()
        .set(ExecutionConfigOptions.TABLE_EXEC_UID_FORMAT, uid + "-<type>-<transformation>");
    try {
      return planned(guarded, steps, columns);
    } catch (ArithmeticException e) {
      throw evaluation.refused(e);
    }
  }

  private TypedRows planned(
      DataStream<RowData> input, List<List<Computed>> steps, List<String> columns) {
    Table table = tables().fromDataStream(input, WITH_WATERMARKS);
    for (List<Computed> step : steps) {
      table = tables().sqlQuery(select(table, List.of("*"), step));
    }
    List<String> names = columns.stream().map(SqlExpressionPlanner::quoted).toList();
    table = tables().sqlQuery(select(table, names, List.of()));
    DataType type = table.getResolvedSchema().toPhysicalRowDataType();
    DataStream<RowData> rows = tables().toDataStream(table, type.bridgedTo(RowData.class));
    return new TypedRows(rows, (RowType) type.getLogicalType());
  }

  private static String select(Table from, List<String> columns, List<Computed> step) {
    List<String> items = new ArrayList<>(columns);
    step.forEach(c -> items.add("(" + c.sql() + ") AS " + quoted(c.name())));
    return "SELECT " + String.join(", ", items) + " FROM " + from;
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }

  private StreamTableEnvironment tables() {
    if (tables == null) {
      tables = StreamTableEnvironment.create(env);
      tables.getConfig().set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
      tables
          .getConfig()
          .set(ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION, UidGeneration.ALWAYS);
      pipeline.functions().forEach(this::register);
    }
    return tables;
  }

  private void register(String name, String className) {
    tables.executeSql(
        "CREATE TEMPORARY SYSTEM FUNCTION " + quoted(name) + " AS '" + className + "'");
  }
}
