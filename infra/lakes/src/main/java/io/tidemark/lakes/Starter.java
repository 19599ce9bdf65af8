package io.tidemark.lakes;

import java.io.IOException;
import java.io.OutputStream;

/** Ends this process when the one that started it has ended, however that was. */
final class Starter {

  private Starter() {}

  /** Its end of our standard input is closed then. */
  static void endWithIt() {
    Thread watch = new Thread(Starter::watch, "starter");
    watch.setDaemon(true);
    watch.start();
  }

  private static void watch() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // the end, too
    }
    Runtime.getRuntime().halt(0);
  }
}
