package io.tidemark.definition.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.AggregateRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of aggregates. */
class AggregateTypesTest {

  private static final List<String> FLINK_HAS =
      List.of(
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "var_pop",
          "var_samp",
          "stddev_pop",
          "stddev_samp",
          "approx_count_distinct");

  private static LogicalType type(String text) {
    return LogicalTypeParser.parse(text, AggregateTypesTest.class.getClassLoader());
  }

  private static Optional<String> problem(String function, String argument) {
    return AggregateTypes.problemWith(
        AggregateRegistry.named(function), Optional.of(argument).map(AggregateTypesTest::type));
  }

  private static LogicalType result(String name, LogicalType argument) {
    AggregateFunction function = AggregateRegistry.named(name);
    return AggregateTypes.resultType(
        function,
        new AggregateCall(name, AggregateTypes.valueType(argument).orElse(null), List.of()));
  }

  @Test
  void areThoseOfFlinkWhereItHasTheFunction() {
    TableEnvironment flink = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    for (String type :
        List.of("INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL(10, 2)", "DECIMAL(20, 8)")) {
      for (String function : FLINK_HAS) {
        String values = "(VALUES CAST(NULL AS " + type + ")) AS v(x)";
        LogicalType expected =
            flink
                .sqlQuery("SELECT " + function + "(x) FROM " + values)
                .getResolvedSchema()
                .getColumnDataTypes()
                .get(0)
                .getLogicalType();
        assertThat(result(function, type(type))).as(function + " " + type).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count | ARRAY<INT> | BIGINT NOT NULL",
        "count | ROW<a INT> | BIGINT NOT NULL",
        "count_distinct | BYTES NOT NULL | BIGINT NOT NULL",
        "sum | DECIMAL(10, 2) | DECIMAL(38, 2)",
        "min | STRING NOT NULL | STRING",
        "max | BOOLEAN | BOOLEAN",
        "max | TIMESTAMP_LTZ(3) NOT NULL | TIMESTAMP_LTZ(3)",
        "max | TIMESTAMP(6) | TIMESTAMP(6)",
        "first | BYTES | BYTES",
        "last | DATE NOT NULL | DATE",
        "mode | DECIMAL(10, 2) | DECIMAL(10, 2)",
        "last_n | STRING NOT NULL | ARRAY<STRING NOT NULL>",
        "top_k | DECIMAL(10, 2) | ARRAY<DECIMAL(10, 2) NOT NULL>",
        "histogram | INT | MAP<INT NOT NULL, BIGINT NOT NULL>",
        "quantile | INT | DOUBLE",
        "bool_or | BOOLEAN NOT NULL | BOOLEAN",
        "entropy | STRING | DOUBLE",
        "time_since_last | ROW<a INT> | BIGINT"
      })
  void results(String function, String argument, String result) {
    assertThat(problem(function, argument)).isEmpty();
    assertThat(result(function, type(argument))).isEqualTo(type(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum | STRING",
        "avg | DATE",
        "min | BYTES",
        "max | ARRAY<INT>",
        "first | ROW<a INT>",
        "last | MAP<STRING, INT>",
        "count_distinct | ARRAY<INT>",
        "bool_and | INT",
        "histogram | TIMESTAMP(3)",
        "last_n | TIMESTAMP_LTZ(3)",
        "quantile | STRING"
      })
  void refusals(String function, String argument) {
    assertThat(problem(function, argument)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BOOLEAN",
        "INT",
        "BIGINT",
        "FLOAT",
        "DOUBLE",
        "DECIMAL(12, 3)",
        "STRING",
        "BYTES",
        "DATE",
        "TIMESTAMP(4)",
        "TIMESTAMP_LTZ(6)",
        "ARRAY<DECIMAL(5, 2) NOT NULL>",
        "MAP<DATE NOT NULL, ARRAY<STRING NOT NULL> NOT NULL>"
      })
  void nothingIsLostOnTheWayToTheAggregatesAndBack(String text) {
    LogicalType type = type(text);
    assertThat(AggregateTypes.valueType(type).map(v -> AggregateTypes.logicalType(v, true)))
        .contains(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAR(3) NOT NULL | STRING NOT NULL",
        "VARBINARY(4) | BYTES",
        "ARRAY<VARCHAR(2) NOT NULL> | ARRAY<STRING NOT NULL>",
        "ROW<a MAP<CHAR(1), INT>> | ROW<a MAP<STRING, INT>>",
        "INT | INT"
      })
  void lengthsAreForgotten(String given, String normal) {
    assertThat(AggregateTypes.normalise(type(given))).isEqualTo(type(normal));
  }
}
