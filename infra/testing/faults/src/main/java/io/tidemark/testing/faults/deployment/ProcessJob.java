package io.tidemark.testing.faults.deployment;

import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.FakeTimeClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Live job in a {@link ChildProcess} of its own. */
public final class ProcessJob implements DeployedJob {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final TestWorkspace workspace;
  private final FakeTimeClock clock;
  private ChildProcess process;
  private int started;
  private int kills;

  public ProcessJob(TestWorkspace workspace) throws IOException {
    this.workspace = workspace;
    this.clock = FakeTimeClock.at(workspace.dir().resolve("clock-job"));
  }

  ChildProcess process() {
    return process;
  }

  @Override
  public void start(int parallelism, String... more) throws IOException {
    process = ingest(parallelism, more);
  }

  @Override
  public void kill() throws InterruptedException {
    process.kill();
    kills++;
  }

  @Override
  public String stop() throws Exception {
    process.signal("TERM");
    int code = process.awaitExit(PATIENCE);
    return process
        .printedAfter("Stopped; the next ingest goes on from ")
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "it ended with " + code + " without a word of its savepoint"));
  }

  @Override
  public void drain(int parallelism) throws Exception {
    ingest(parallelism, "--until-caught-up")
        .requireSuccess(TestDeployment.PATIENCE.multipliedBy(3));
  }

  private ChildProcess ingest(int parallelism, String... more) throws IOException {
    started++;
    List<String> words = workspace.words("ingest", parallelism, more);
    return ChildProcess.start(workspace.dir(), "job-" + started, "1g", clock.environment(), words);
  }

  @Override
  public void requireAlive() throws IOException {
    process.requireAlive();
  }

  @Override
  public FakeTimeClock clock() {
    return clock;
  }

  @Override
  public String killed() {
    return "the job was killed %d times".formatted(kills);
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      process.kill();
    }
  }
}
