package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final List<Fault> LOCAL = Fault.all(LakeKind.LOCAL, false);
  private static final List<Fault> SERVERS = Fault.all(LakeKind.REST, false);
  private static final List<Fault> CLUSTER = Fault.all(LakeKind.LOCAL, true);

  @Test
  void theSameSeedGivesTheSameSteps() {
    assertThat(random(7, 100)).isEqualTo(random(7, 100));
    assertThat(random(7, 100)).isNotEqualTo(random(8, 100));
  }

  @Test
  void killsTheJobAsOftenAsAskedFor() {
    List<Step> steps = random(7, 100).steps();
    assertThat(kills(steps)).isGreaterThanOrEqualTo(100);
    assertThat(kills(steps.subList(0, steps.size() - 1))).isLessThan(100);
  }

  @Test
  void aLongScheduleHasFaultsOfEveryKind() {
    assertThat(random(7, 300).steps())
        .extracting(Step::fault)
        .containsAll(LOCAL)
        .doesNotContain(Fault.TASK_MANAGER_KILLED);
  }

  @Test
  void everyFaultStrikesSomewhere() {
    Set<Fault> all = EnumSet.copyOf(LOCAL);
    all.addAll(SERVERS);
    all.addAll(CLUSTER);
    all.addAll(Fault.highlyAvailable(LakeKind.LOCAL));
    assertThat(all).containsExactly(Fault.values());
    assertThat(SERVERS).doesNotContain(Fault.CATALOG_LOCKED);
    assertThat(LOCAL).doesNotContain(Fault.ANSWER_LOST);
  }

  @Test
  void eachHasEveryFaultOnce() {
    assertThat(Schedule.each(7, List.of(Fault.values()), LONGEST).steps())
        .extracting(Step::fault)
        .containsExactlyInAnyOrder(Fault.values());
  }

  @Test
  void noFaultLastsLongerThanTheBound() {
    assertThat(random(7, 300).steps())
        .extracting(Step::hold)
        .allMatch(hold -> hold.compareTo(LONGEST) <= 0);
  }

  @Test
  void onAClusterNothingStrikesTheProcessOfTheJob() {
    assertThat(Schedule.random(7, CLUSTER, 100, LONGEST).steps())
        .extracting(Step::fault)
        .containsAll(CLUSTER)
        .doesNotContain(Fault.JOB_KILLED, Fault.JOB_PAUSED);
  }

  @Test
  void onlyUnderHighAvailabilityAJobManagerFailsOver() {
    assertThat(Fault.highlyAvailable(LakeKind.LOCAL))
        .contains(Fault.JOB_MANAGER_FAILED_OVER, Fault.TASK_MANAGER_KILLED)
        .doesNotContain(Fault.JOB_MANAGER_KILLED);
    assertThat(CLUSTER).doesNotContain(Fault.JOB_MANAGER_FAILED_OVER);
  }

  private static Schedule random(long seed, int kills) {
    return Schedule.random(seed, LOCAL, kills, LONGEST);
  }

  private static int kills(List<Step> steps) {
    return steps.stream().mapToInt(step -> step.fault().kills()).sum();
  }
}
