package io.tidemark.testing.lakes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL in processes of its own, from binaries that the build brings along; {@link
 * PostgresMain} is its parent process.
 */
public final class PostgresServer implements AutoCloseable {

  /** Superuser; any password is accepted. */
  public static final String USER = "postgres";

  private final int port;
  private final ServerProcess process;

  private PostgresServer(int port, ServerProcess process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Returns once it is up; its database is empty.
   *
   * @param dir of its files, absolute; made if missing
   */
  public static PostgresServer start(Path dir, int port) throws IOException, InterruptedException {
    Files.createDirectories(dir);
    List<String> words = List.of(dir.toString(), String.valueOf(port));
    return new PostgresServer(
        port,
        ServerProcess.start(
            PostgresMain.class.getName(),
            ServerProcess.ownClassPath(),
            words,
            dir.resolveSibling(dir.getFileName() + ".log")));
  }

  /** Of its database, for JDBC. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.end();
  }
}
