package io.tidemark.ingestion;

import io.tidemark.ingestion.replay.ReplayStep;
import java.nio.file.Path;

/** A process of its own that replays and dies on the way, as if by kill -9. */
final class KilledReplay {

  static final int KILLED = 137;

  private KilledReplay() {}

  /** Arguments: brokers, directory, topic, step to die after. */
  public static void main(String[] args) throws Exception {
    ReplayStep last = ReplayStep.valueOf(args[3]);
    new ReplayShop(args[0], Path.of(args[1]), args[2])
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
