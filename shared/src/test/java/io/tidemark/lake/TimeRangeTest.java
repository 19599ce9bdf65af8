package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.UserException;
import java.time.Instant;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

  @Test
  void endsBeforeItsEnd() {
    TimeRange range = new TimeRange("event_time", Instant.EPOCH, Instant.ofEpochMilli(10));
    assertThat(range.contains(-1)).isFalse();
    assertThat(range.contains(0)).isTrue();
    assertThat(range.contains(9)).isTrue();
    assertThat(range.contains(10)).isFalse();
    assertThat(range).hasToString("event_time in [1970-01-01T00:00:00Z, 1970-01-01T00:00:00.010Z)");
  }

  @Test
  void isNeverEmpty() {
    UserException refusal =
        catchThrowableOfType(UserException.class, () -> new TimeRange("event_time", 5, 5));
    assertThat(refusal).hasMessageContaining("it is empty");
  }

  @Test
  void allOfTimeNeedsNoFilter() {
    TimeRange always = TimeRange.always("event_time");
    assertThat(always.contains(Long.MIN_VALUE)).isTrue();
    assertThat(always.filter()).isEqualTo(Expressions.alwaysTrue());
  }
}
