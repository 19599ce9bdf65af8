package io.tidemark.ingestion.replay;

import java.nio.file.Path;

/**
 * Main class of a process that replays and halts after a given step ({@link ReplayStatus}), as if
 * by {@code kill -9}.
 */
final class KilledReplayMain {

  static final int KILLED = 137;

  private KilledReplayMain() {}

  /** Arguments: brokers, directory, topic, step to die after. */
  public static void main(String[] args) throws Exception {
    ReplayStatus last = ReplayStatus.valueOf(args[3]);
    new ReplayFixture(args[0], Path.of(args[1]), args[2])
        .replay(
            "killed-" + last,
            step -> {
              if (step == last) {
                Runtime.getRuntime().halt(KILLED);
              }
            });
    Runtime.getRuntime().halt(0);
  }
}
