package io.tidemark.testing.lakes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Listens to the process that has started this one, on standard input. A server process ends when
 * that input does, however its starter has ended; see {@link ServerProcess}.
 */
public final class ParentProcessListener {

  private ParentProcessListener() {}

  /** Something to do when a line comes from the starter, or when it has ended. */
  public interface Action<T> {
    void run(T word) throws Exception;
  }

  /** Our standard input is closed at its end. */
  static void endWithIt() {
    obey(order -> {}, end -> {});
  }

  /**
   * Ends with it, and does what it says until then.
   *
   * @param onOrder given each line that it writes
   * @param atEnd what to do before the end
   */
  public static void obey(Action<String> onOrder, Action<Void> atEnd) {
    Thread watch = new Thread(() -> watch(onOrder, atEnd), "starter");
    watch.start();
  }

  private static void watch(Action<String> onOrder, Action<Void> atEnd) {
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        onOrder.run(order);
      }
    } catch (IOException closed) {
      // the end, too
    } catch (Exception e) {
      e.printStackTrace();
    }
    try {
      atEnd.run(null);
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }
}
