package io.tidemark.testing.faults;

import io.tidemark.testing.faults.lake.LakeKind;
import io.tidemark.testing.faults.schedule.FaultKind;
import io.tidemark.testing.faults.schedule.FaultSchedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs the fault suite in the short form that a build can have, by {@link FaultRunner}; {@code
 * -Dtidemark.faults.seed=7} chooses another seed.
 */
public final class ShortFaultHarness {

  private static final long SEED = Long.getLong("tidemark.faults.seed", 4);
  private static final Path PIPELINE = Path.of("src/test/resources/small.yaml");

  private ShortFaultHarness() {}

  public static FaultRunner of(Path dir, String delivery, LakeKind lake, double rate)
      throws IOException {
    PrintWriter out = new PrintWriter(System.out, true);
    out.println("seed " + SEED + ", logs in " + dir);
    return new FaultRunner(dir.resolve("run"), PIPELINE, delivery, lake, SEED, rate, out);
  }

  /** Each of the faults once; whether nothing is lost, nothing doubled, and not a bit differs. */
  public static boolean holds(FaultRunner run, FaultKind... faults) throws Exception {
    FaultSchedule schedule = FaultSchedule.each(SEED, List.of(faults), Duration.ofSeconds(4));
    return run.run(schedule, Duration.ofMinutes(Math.max(5, faults.length)));
  }
}
