package io.tidemark.testing.lakes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * HDFS in a process of its own: a name node, and data nodes that can be stopped one by one. The
 * process is a {@link ServerProcess}.
 */
public final class HdfsCluster implements AutoCloseable {

  private static final String MAIN = "io.tidemark.testing.hdfs.HdfsMain";

  private final URI uri;
  private final ServerProcess process;

  private HdfsCluster(URI uri, ServerProcess process) {
    this.uri = uri;
    this.process = process;
  }

  /**
   * Returns once it is up; it is empty.
   *
   * @param dir of names and blocks, absolute; made if missing
   * @param port of the name node
   */
  public static HdfsCluster start(Path dir, int port, int dataNodes)
      throws IOException, InterruptedException {
    Files.createDirectories(dir);
    Path module = ServerProcess.ownClasses().resolve("../../../hdfs/target/classes").normalize();
    List<String> words = List.of(dir.toString(), String.valueOf(port), String.valueOf(dataNodes));
    return new HdfsCluster(
        URI.create("hdfs://127.0.0.1:" + port),
        ServerProcess.start(
            MAIN,
            ServerProcess.classPath(module),
            words,
            dir.resolveSibling(dir.getFileName() + ".log")));
  }

  /** Address of the name node. */
  public URI uri() {
    return uri;
  }

  /** Stops a data node; what it has, others have too. */
  public void stopDataNode(int number) throws IOException, InterruptedException {
    process.order(String.valueOf(number));
  }

  @Override
  public void close() throws InterruptedException {
    process.kill();
  }
}
