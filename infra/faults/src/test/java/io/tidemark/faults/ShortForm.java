package io.tidemark.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The fault suite, as short as a build can have it; {@code -Dtidemark.faults.seed=7} for another.
 */
final class ShortForm {

  private static final long SEED = Long.getLong("tidemark.faults.seed", 4);
  private static final Path PIPELINE = Path.of("src/test/resources/small.yaml");

  private ShortForm() {}

  static FaultRun of(Path dir, String delivery, LakeKind lake, double rate) throws IOException {
    PrintWriter out = new PrintWriter(System.out, true);
    out.println("seed " + SEED + ", logs in " + dir);
    return new FaultRun(dir.resolve("run"), PIPELINE, delivery, lake, SEED, rate, out);
  }

  /** Each of the faults once; whether nothing is lost, nothing doubled, and not a bit differs. */
  static boolean holds(FaultRun run, Fault... faults) throws Exception {
    Schedule schedule = Schedule.each(SEED, List.of(faults), Duration.ofSeconds(4));
    return run.run(schedule, Duration.ofMinutes(Math.max(5, faults.length)));
  }
}
