package io.tidemark.testing.endtoend;

import io.tidemark.testing.lakes.HdfsCluster;
import io.tidemark.testing.lakes.S3Server;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Servers of a {@link DocumentedLakeKind}; the last to be started is the first to be stopped. */
public final class RunningServers implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T server) {
    running.push(server);
    return server;
  }

  /** The object store, which is there. */
  S3Server store() {
    return find(S3Server.class).orElseThrow();
  }

  /** HDFS, if it is the lake's. */
  public Optional<HdfsCluster> hdfs() {
    return find(HdfsCluster.class);
  }

  private <T> Optional<T> find(Class<T> type) {
    return running.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  @Override
  public void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
