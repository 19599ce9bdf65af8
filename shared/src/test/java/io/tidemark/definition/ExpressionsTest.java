package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Draft.Text;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The planner is started for those who need it only. */
class ExpressionsTest {

  private static final SqlScope SCOPE =
      SqlScope.of("stream s", Map.of("x", new BigIntType(false), "date", new BigIntType(false)));

  private final SqlPlanner planner = new SqlPlanner(List.of());
  private final Expressions expressions = new Expressions(planner, new Problems());

  private LogicalType typeOf(String sql) {
    return expressions.typeOf(new Text(sql, new Place("here", 0)), SCOPE);
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
