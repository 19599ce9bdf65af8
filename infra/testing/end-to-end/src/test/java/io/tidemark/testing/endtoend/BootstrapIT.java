package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.testing.faults.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job is killed at random moments, its checkpoints are thrown away each time, and the next one
 * begins from the tables: in the end they are those of a run that nothing happened to.
 *
 * <p>{@code -Dtidemark.bootstrap.moments=20} is the long form, {@code -Dtidemark.bootstrap.seed}
 * chooses other moments.
 */
@ExtendWith(EndToEndExtension.class)
@Tag("long")
final class BootstrapIT {

  private static final Logger LOG = LoggerFactory.getLogger(BootstrapIT.class);
  private static final int MOMENTS = Integer.getInteger("tidemark.bootstrap.moments", 1);
  private static final long SEED = Long.getLong("tidemark.bootstrap.seed", 20_260_209);

  /** From the start of the process: in the middle of the rebuild, or long after it. */
  private static final int LEAST_MILLIS = 10_000;

  private static final int MOST_MILLIS = 35_000;

  private final EndToEndFixture shop;
  private final EndToEndWorkspace workspace;
  private final ShopMessages messages;
  private final Random random = new Random(SEED);

  BootstrapIT(EndToEndFixture shop) throws Exception {
    this.shop = shop;
    this.workspace = shop.site("bootstrap");
    this.messages = shop.messages();
  }

  @Test
  void tablesAreThoseOfAnUninterruptedRunHoweverOftenTheStateIsLost() throws Exception {
    LOG.info("seed {}, {} moments", SEED, MOMENTS);
    workspace.createTopics();
    int sent = messages.all().size() / (MOMENTS + 1);
    workspace.produce(messages.until(sent));
    try (ChildProcess first = workspace.start("ingest", environment())) {
      workspace.awaitRows(first);
    }
    for (int moment = 1; moment <= MOMENTS; moment++) {
      throwStateAway();
      try (ChildProcess job = workspace.start("ingest", environment(), "--bootstrap", "lake")) {
        int more = messages.all().size() * (moment + 1) / (MOMENTS + 1);
        workspace.produce(messages.all().subList(sent, more));
        sent = more;
        int millis = random.nextInt(LEAST_MILLIS, MOST_MILLIS);
        assertThat(job.runsFor(Duration.ofMillis(millis))).as(job.lastWords()).isTrue();
        LOG.info("moment {}: killed after {} ms; {} rows", moment, millis, rows());
      }
    }
    throwStateAway();
    workspace.run("ingest", "--bootstrap", "lake", "--until-caught-up");
    workspace.run("heal");

    requireEveryArrivalOnce();
    for (FeatureSet set : workspace.pipeline().featureSets()) {
      Instant end = workspace.sealed(set.name()).truncatedTo(ChronoUnit.DAYS);
      workspace
          .features(set.name())
          .before(end)
          .requireEqual(shop.batch().features(set.name()).before(end));
    }
  }

  private Path environment() throws Exception {
    return workspace.environmentFile(random.nextInt(1, 4), "at-least-once");
  }

  private void throwStateAway() throws Exception {
    FileUtils.deleteDirectory(workspace.dir().resolve("checkpoints").toFile());
  }

  private long rows() throws Exception {
    return workspace.rows("customer_activity");
  }

  private void requireEveryArrivalOnce() throws Exception {
    for (StreamDefinition stream : workspace.pipeline().streams()) {
      List<MessageCoordinates> all = MessageCoordinates.in(workspace.table(stream.name()));
      long accepted = messages.accepted(workspace.shopTopic(stream.name()));
      assertThat(all).as(stream.name()).hasSize((int) accepted);
      assertThat(new HashSet<>(all)).as(stream.name()).hasSize(all.size());
    }
    assertThat(MessageCoordinates.in(workspace.table("rejects")))
        .hasSize((int) messages.malformed());
  }
}
