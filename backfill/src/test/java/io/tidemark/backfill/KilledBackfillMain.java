package io.tidemark.backfill;

import io.tidemark.backfill.BackfillJob.Stage;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Process of its own that runs a backfill and halts at a stage, as if by kill -9, for {@link
 * BackfillKillIT}.
 */
final class KilledBackfillMain {

  static final int KILLED = 137;

  private KilledBackfillMain() {}

  /**
   * Arguments: directory, first day, day after the last, stage to die at, milliseconds after it.
   */
  public static void main(String[] args) throws Exception {
    Stage last = Stage.valueOf(args[3]);
    long delay = Long.parseLong(args[4]);
    new BackfillFixture(Path.of(args[0]))
        .backfill(
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            "killed-" + last + delay,
            stage -> {
              if (stage == last) {
                die(delay);
              }
            });
    Runtime.getRuntime().halt(0);
  }

  private static void die(long delay) {
    if (delay == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
    TimerTask death =
        new TimerTask() {
          @Override
          public void run() {
            Runtime.getRuntime().halt(KILLED);
          }
        };
    new Timer(true).schedule(death, delay);
  }
}
