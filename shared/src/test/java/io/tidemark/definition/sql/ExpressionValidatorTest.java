package io.tidemark.definition.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.draft.SourceLocation;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The planner is started for those who need it only. */
class ExpressionValidatorTest {

  private static final SqlScope SCOPE =
      SqlScope.of("stream s", Map.of("x", new BigIntType(false), "date", new BigIntType(false)));

  private final SqlPlanner planner = new SqlPlanner(List.of());
  private final ExpressionValidator expressions =
      new ExpressionValidator(planner, new ProblemCollector());

  private LogicalType typeOf(String sql) {
    return expressions.typeOf(new Text(sql, new SourceLocation("here", 0)), SCOPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " `x` ", "date", "event_time", "y", "x + (SELECT 1)"})
  void aColumnAndWhatIsPlainlyWrongNeedNoPlanner(String sql) {
    typeOf(sql);
    assertThat(planner.isStarted()).isFalse();
  }

  @Test
  void anExpressionNeedsIt() {
    assertThat(typeOf("x + 1").asSummaryString()).isEqualTo("BIGINT NOT NULL");
    assertThat(planner.isStarted()).isTrue();
  }
}
