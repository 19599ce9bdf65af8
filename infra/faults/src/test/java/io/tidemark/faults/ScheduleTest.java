package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final List<Fault> LOCAL = LakeKind.LOCAL.faults();

  @Test
  void theSameSeedGivesTheSameSteps() {
    assertThat(Schedule.random(7, LOCAL, 100, LONGEST))
        .isEqualTo(Schedule.random(7, LOCAL, 100, LONGEST));
    assertThat(Schedule.random(7, LOCAL, 100, LONGEST))
        .isNotEqualTo(Schedule.random(8, LOCAL, 100, LONGEST));
  }

  @Test
  void killsTheJobAsOftenAsAskedFor() {
    List<Step> steps = Schedule.random(7, LOCAL, 100, LONGEST).steps();
    assertThat(kills(steps)).isGreaterThanOrEqualTo(100);
    assertThat(kills(steps.subList(0, steps.size() - 1))).isLessThan(100);
  }

  @Test
  void aLongScheduleHasFaultsOfEveryKindThatTheLakeAllows() {
    for (LakeKind lake : LakeKind.values()) {
      assertThat(Schedule.random(7, lake.faults(), 300, LONGEST).steps())
          .extracting(Step::fault)
          .hasSameElementsAs(lake.faults());
    }
  }

  @Test
  void everyFaultStrikesSomeLake() {
    assertThat(LakeKind.values()).flatExtracting(LakeKind::faults).contains(Fault.values());
  }

  @Test
  void eachHasEveryFaultOnce() {
    assertThat(Schedule.each(7, List.of(Fault.values()), LONGEST).steps())
        .extracting(Step::fault)
        .containsExactlyInAnyOrder(Fault.values());
  }

  @Test
  void noFaultLastsLongerThanTheBound() {
    assertThat(Schedule.random(7, LOCAL, 300, LONGEST).steps())
        .extracting(Step::hold)
        .allMatch(hold -> hold.compareTo(LONGEST) <= 0);
  }

  private static int kills(List<Step> steps) {
    return steps.stream().mapToInt(step -> step.fault().kills()).sum();
  }
}
