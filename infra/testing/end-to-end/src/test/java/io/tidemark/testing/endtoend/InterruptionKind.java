package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.ingestion.job.IngestionJob;
import io.tidemark.ingestion.job.LiveJob;
import io.tidemark.pipeline.Workspace;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.faults.process.ConditionAwait;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Interruptions of a live job in the middle of its work, each run to its end in a new {@link
 * EndToEndWorkspace}.
 */
public enum InterruptionKind {
  /** Flink restarts the job from its last checkpoint. */
  TASK_FAILS {
    @Override
    void run(EndToEndWorkspace workspace) throws Exception {
      ShopMessages messages = workspace.shop().messages();
      workspace.createTopics();
      workspace.produce(messages.until(messages.half()));
      LiveJob job = start(workspace, workspace.environmentFile(2, "at-least-once"));
      workspace.awaitRows();
      FailOnceFunction.arm();
      workspace.produce(messages.from(messages.half()));
      ConditionAwait.until("the task fails", FailOnceFunction::hasStumbled);
      finish(job);
    }
  },

  /**
   * Kill -9, with transactions open and state in RocksDB; another process goes on with twice the
   * parallelism.
   */
  PROCESS_IS_KILLED {
    @Override
    void run(EndToEndWorkspace workspace) throws Exception {
      ShopMessages messages = workspace.shop().messages();
      workspace.createTopics();
      workspace.produce(messages.until(messages.half()));
      Path environment = workspace.environmentFile(1, "exactly-once", "rocksdb");
      try (ChildProcess first = workspace.start("ingest", environment)) {
        workspace.awaitRows(first);
        workspace.produce(messages.from(messages.half()));
        first.kill();
      }
      assertThat(workspace.rows("activity")).isLessThan(messages.accepted("shop.activity"));
      LiveJob second = start(workspace, workspace.environmentFile(2, "exactly-once", "rocksdb"));
      assertThat(second.restoredFrom()).isPresent();
      finish(second);
    }
  },

  /** Stopped when it has caught up, and called again for what came since. */
  CAUGHT_UP_TWICE {
    @Override
    void run(EndToEndWorkspace workspace) throws Exception {
      ShopMessages messages = workspace.shop().messages();
      int split = messages.halfAtQuietMoment();
      workspace.createTopics();
      workspace.produce(messages.until(split));
      ingestUntilCaughtUp(workspace);
      workspace.produce(messages.from(split));
      ingestUntilCaughtUp(workspace);
    }
  };

  /** Takes all messages to the tables of a new place, and suffers on the way. */
  abstract void run(EndToEndWorkspace workspace) throws Exception;

  private static LiveJob start(EndToEndWorkspace workspace, Path environment) throws Exception {
    return new IngestionJob(new Workspace(workspace.pipeline(), EnvironmentFile.read(environment)))
        .start(Optional.empty());
  }

  private static void finish(LiveJob job) throws Exception {
    job.awaitCaughtUp(backlog -> {});
    job.stop(true);
  }

  private static void ingestUntilCaughtUp(EndToEndWorkspace workspace) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true);
    String environment = workspace.environmentFile(2, "at-least-once").toString();
    String pipeline = workspace.pipelineFile().toString();
    assertThat(Tidemark.run(out, out, "ingest", pipeline, "-e", environment, "--until-caught-up"))
        .isZero();
  }
}
