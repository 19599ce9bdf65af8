package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final long HOUR = 3_600_000;
  private static final Window EXACT = Window.of(Duration.ofHours(1));
  private static final Window STEPPED = Window.of(Duration.ofHours(3), Duration.ofHours(1));

  @Test
  void reachesBackByItsLengthToTheMillisecond() {
    assertThat(EXACT.tail(5 * HOUR + 7)).isEqualTo(4 * HOUR + 7);
  }

  @Test
  void putsTheTailOnTheStepBeforeTheEpochToo() {
    assertThat(STEPPED.tail(5 * HOUR + 7)).isEqualTo(2 * HOUR);
    assertThat(STEPPED.tail(7)).isEqualTo(-3 * HOUR);
    assertThat(STEPPED.tail(-7)).isEqualTo(-4 * HOUR);
  }

  @Test
  void seesAllOfHistoryWithoutALength() {
    assertThat(Window.UNLIMITED.tail(0)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void doesNotWrapAroundAtTheBeginningOfTime() {
    assertThat(EXACT.tail(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(STEPPED.tail(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(STEPPED.tail(Long.MIN_VALUE + 3 * HOUR)).isEqualTo(Long.MIN_VALUE);
  }
}
