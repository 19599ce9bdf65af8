package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.ingestion.job.IngestionJob;
import io.tidemark.ingestion.job.LiveJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** What happens to a live job in the middle of its work. */
public enum InterruptionKind {
  /** Flink restarts the job from its last checkpoint. */
  TASK_FAILS {
    @Override
    void run(EndToEndWorkspace site) throws Exception {
      ShopMessages messages = site.shop().messages();
      site.createTopics();
      site.produce(messages.until(messages.half()));
      LiveJob job = start(site, site.environmentFile(2, "at-least-once"));
      awaitRows(site);
      FailOnceFunction.arm();
      site.produce(messages.from(messages.half()));
      TestAwait.until("the task fails", FailOnceFunction::hasStumbled);
      finish(job);
    }
  },

  /**
   * Kill -9, with transactions open and state in RocksDB; another process goes on with twice the
   * parallelism.
   */
  PROCESS_IS_KILLED {
    @Override
    void run(EndToEndWorkspace site) throws Exception {
      ShopMessages messages = site.shop().messages();
      site.createTopics();
      site.produce(messages.until(messages.half()));
      try (TidemarkProcess first =
          TidemarkProcess.ingest(site, site.environmentFile(1, "exactly-once", "rocksdb"))) {
        first.awaitRows();
        site.produce(messages.from(messages.half()));
        first.kill();
      }
      assertThat(site.rows("activity")).isLessThan(messages.accepted("shop.activity"));
      LiveJob second = start(site, site.environmentFile(2, "exactly-once", "rocksdb"));
      assertThat(second.restoredFrom()).isPresent();
      finish(second);
    }
  },

  /** Stopped when it has caught up, and called again for what came since. */
  CAUGHT_UP_TWICE {
    @Override
    void run(EndToEndWorkspace site) throws Exception {
      ShopMessages messages = site.shop().messages();
      int split = messages.halfAtQuietMoment();
      site.createTopics();
      site.produce(messages.until(split));
      ingestUntilCaughtUp(site);
      site.produce(messages.from(split));
      ingestUntilCaughtUp(site);
    }
  };

  /** Takes all messages to the tables of a new place, and suffers on the way. */
  abstract void run(EndToEndWorkspace site) throws Exception;

  private static LiveJob start(EndToEndWorkspace site, Path environment) throws Exception {
    return new IngestionJob(site.pipeline(), EnvironmentFile.read(environment))
        .start(Optional.empty());
  }

  private static void finish(LiveJob job) throws Exception {
    job.awaitCaughtUp(backlog -> {});
    job.stop(true);
  }

  static void awaitRows(EndToEndWorkspace site) throws Exception {
    TestAwait.until("rows are committed", () -> site.rows("customer_activity") > 0);
  }

  private static void ingestUntilCaughtUp(EndToEndWorkspace site) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true);
    String environment = site.environmentFile(2, "at-least-once").toString();
    String pipeline = site.pipelineFile().toString();
    assertThat(Tidemark.run(out, out, "ingest", pipeline, "-e", environment, "--until-caught-up"))
        .isZero();
  }
}
