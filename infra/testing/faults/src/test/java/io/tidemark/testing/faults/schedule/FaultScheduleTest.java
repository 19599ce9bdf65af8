package io.tidemark.testing.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.faults.lake.LakeKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final List<FaultKind> LOCAL = FaultKind.all(LakeKind.LOCAL, false);
  private static final List<FaultKind> SERVERS = FaultKind.all(LakeKind.REST, false);
  private static final List<FaultKind> CLUSTER = FaultKind.all(LakeKind.LOCAL, true);

  @Test
  void theSameSeedGivesTheSameSteps() {
    assertThat(random(7, 100)).isEqualTo(random(7, 100));
    assertThat(random(7, 100)).isNotEqualTo(random(8, 100));
  }

  @Test
  void killsTheJobAsOftenAsAskedFor() {
    List<ScheduledFault> steps = random(7, 100).steps();
    assertThat(kills(steps)).isGreaterThanOrEqualTo(100);
    assertThat(kills(steps.subList(0, steps.size() - 1))).isLessThan(100);
  }

  @Test
  void aLongScheduleHasFaultsOfEveryKind() {
    assertThat(random(7, 300).steps())
        .extracting(ScheduledFault::fault)
        .containsAll(LOCAL)
        .doesNotContain(FaultKind.TASK_MANAGER_KILLED);
  }

  @Test
  void everyFaultStrikesSomewhere() {
    Set<FaultKind> all = EnumSet.copyOf(LOCAL);
    all.addAll(SERVERS);
    all.addAll(CLUSTER);
    all.addAll(FaultKind.highlyAvailable(LakeKind.LOCAL));
    assertThat(all).containsExactly(FaultKind.values());
    assertThat(SERVERS).doesNotContain(FaultKind.CATALOG_LOCKED);
    assertThat(LOCAL).doesNotContain(FaultKind.ANSWER_LOST);
  }

  @Test
  void eachHasEveryFaultOnce() {
    assertThat(FaultSchedule.each(7, List.of(FaultKind.values()), LONGEST).steps())
        .extracting(ScheduledFault::fault)
        .containsExactlyInAnyOrder(FaultKind.values());
  }

  @Test
  void noFaultLastsLongerThanTheBound() {
    assertThat(random(7, 300).steps())
        .extracting(ScheduledFault::hold)
        .allMatch(hold -> hold.compareTo(LONGEST) <= 0);
  }

  @Test
  void onAClusterNothingStrikesTheProcessOfTheJob() {
    assertThat(FaultSchedule.random(7, CLUSTER, 100, LONGEST).steps())
        .extracting(ScheduledFault::fault)
        .containsAll(CLUSTER)
        .doesNotContain(FaultKind.JOB_KILLED, FaultKind.JOB_PAUSED);
  }

  @Test
  void onlyUnderHighAvailabilityAJobManagerFailsOver() {
    assertThat(FaultKind.highlyAvailable(LakeKind.LOCAL))
        .contains(FaultKind.JOB_MANAGER_FAILED_OVER, FaultKind.TASK_MANAGER_KILLED)
        .doesNotContain(FaultKind.JOB_MANAGER_KILLED);
    assertThat(CLUSTER).doesNotContain(FaultKind.JOB_MANAGER_FAILED_OVER);
  }

  private static FaultSchedule random(long seed, int kills) {
    return FaultSchedule.random(seed, LOCAL, kills, LONGEST);
  }

  private static int kills(List<ScheduledFault> steps) {
    return steps.stream().mapToInt(step -> step.fault().kills()).sum();
  }
}
