package io.tidemark.testing.lakes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;

/** Main class of the process of a {@link PostgresServer}. */
final class PostgresMain {

  private PostgresMain() {}

  /**
   * @param words its directory, its port
   */
  public static void main(String[] words) throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(new File(words[0]))
            .setPort(Integer.parseInt(words[1]))
            .start();
    ParentProcessListener.obey(order -> {}, end -> postgres.close());
    System.out.println("ready");
  }
}
