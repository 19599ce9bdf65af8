package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types of aggregates. */
class AggregateTypesTest {

  private static LogicalType type(String text) {
    return LogicalTypeParser.parse(text, AggregateTypesTest.class.getClassLoader());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COUNT | ARRAY<INT> | BIGINT NOT NULL",
        "COUNT_DISTINCT | BYTES NOT NULL | BIGINT NOT NULL",
        "SUM | INT NOT NULL | INT",
        "SUM | BIGINT | BIGINT",
        "SUM | FLOAT | FLOAT",
        "SUM | DOUBLE | DOUBLE",
        "SUM | DECIMAL(10, 2) | DECIMAL(38, 2)",
        "AVG | INT NOT NULL | INT",
        "AVG | DECIMAL(10, 2) | DECIMAL(38, 6)",
        "AVG | DECIMAL(20, 8) | DECIMAL(38, 8)",
        "MIN | STRING NOT NULL | STRING",
        "MAX | BOOLEAN | BOOLEAN",
        "MAX | TIMESTAMP_LTZ(3) NOT NULL | TIMESTAMP_LTZ(3)",
        "FIRST | BYTES | BYTES",
        "LAST | DATE NOT NULL | DATE"
      })
  void results(AggregateFunction function, String argument, String result) {
    assertThat(AggregateTypes.problemWith(function, type(argument))).isEmpty();
    assertThat(AggregateTypes.resultType(function, type(argument))).isEqualTo(type(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SUM | STRING",
        "AVG | DATE",
        "MIN | BYTES",
        "MAX | ARRAY<INT>",
        "FIRST | ROW<a INT>",
        "LAST | MAP<STRING, INT>",
        "COUNT_DISTINCT | ARRAY<INT>"
      })
  void refusals(AggregateFunction function, String argument) {
    assertThat(AggregateTypes.problemWith(function, type(argument))).isPresent();
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
