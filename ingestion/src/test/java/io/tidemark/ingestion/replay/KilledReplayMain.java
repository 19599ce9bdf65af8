package io.tidemark.ingestion.replay;

import java.nio.file.Path;

/** A process of its own that replays and dies on the way, as if by kill -9. */
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
