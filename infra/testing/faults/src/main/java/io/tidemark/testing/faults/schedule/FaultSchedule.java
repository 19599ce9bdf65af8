package io.tidemark.testing.faults.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Sequence of faults, with their times and durations; the same seed gives the same. Each is a
 * {@link ScheduledFault}.
 *
 * @param steps in the order in which they strike
 */
public record FaultSchedule(List<ScheduledFault> steps) {

  private static final int[] PARALLELISMS = {1, 2, 4};
  private static final int MOST_MILLIS_BEFORE = 3000;
  private static final int CHOICES = 1000;

  public FaultSchedule {
    steps = List.copyOf(steps);
  }

  /**
   * Any of the faults, the usual ones more often, until the job has been killed so often.
   *
   * @param faults of which some kill
   * @param longest how long a fault lasts at most; none lasts less than a quarter of it
   */
  public static FaultSchedule random(
      long seed, List<FaultKind> faults, int kills, Duration longest) {
    Random dice = new Random(seed);
    List<ScheduledFault> steps = new ArrayList<>();
    int planned = 0;
    while (planned < kills) {
      ScheduledFault step = step(steps.size() + 1, weighted(faults, dice), dice, longest);
      planned += step.fault().kills();
      steps.add(step);
    }
    return new FaultSchedule(steps);
  }

  /** Each of the faults once, in random order. */
  public static FaultSchedule each(long seed, List<FaultKind> faults, Duration longest) {
    Random dice = new Random(seed);
    List<FaultKind> shuffled = new ArrayList<>(faults);
    Collections.shuffle(shuffled, dice);
    List<ScheduledFault> steps = new ArrayList<>();
    shuffled.forEach(fault -> steps.add(step(steps.size() + 1, fault, dice, longest)));
    return new FaultSchedule(steps);
  }

  private static ScheduledFault step(int number, FaultKind fault, Random dice, Duration longest) {
    return new ScheduledFault(
        number,
        fault,
        Duration.ofMillis(dice.nextInt(MOST_MILLIS_BEFORE)),
        Duration.ofMillis(dice.nextLong(longest.toMillis() / 4, longest.toMillis() + 1)),
        dice.nextInt(CHOICES),
        PARALLELISMS[dice.nextInt(PARALLELISMS.length)]);
  }

  private static FaultKind weighted(List<FaultKind> faults, Random dice) {
    List<FaultKind> urn = new ArrayList<>();
    for (FaultKind fault : faults) {
      urn.addAll(Collections.nCopies(fault.weight(), fault));
    }
    return urn.get(dice.nextInt(urn.size()));
  }
}
