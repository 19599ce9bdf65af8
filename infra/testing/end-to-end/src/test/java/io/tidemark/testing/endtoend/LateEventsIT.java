package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.backfill.RowDiff;
import io.tidemark.backfill.VerifyJob;
import io.tidemark.backfill.VerifyResult;
import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.quickstart.ShopMessage;
import io.tidemark.testing.faults.check.StaleRowIndex;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that come milliseconds to weeks late: the ledger names every stale row, heal mends it.
 *
 * <p>{@code -Dtidemark.late.every=1} takes all messages, {@code -Dtidemark.late.seed} delays
 * others. The long form: {@code -Dtidemark.late.every=1 -Dtidemark.shop.events=1000000
 * -Dtidemark.shop.days=41 -Dtest.heap=6g}.
 */
@ExtendWith(EndToEndExtension.class)
@Tag("long")
final class LateEventsIT {

  private static final Logger LOG = LoggerFactory.getLogger(LateEventsIT.class);

  /** Windows of all lengths and none, with and without steps; rows at events and on a grid. */
  private static final List<String> SETS =
      List.of("customer_activity", "card_risk", "customer_hourly");

  /** Of so many messages one is sent: they are of five weeks all the same. */
  private static final int EVERY = Integer.getInteger("tidemark.late.every", 8);

  private static final double SHARE = 0.02;
  private static final long SEED = Long.getLong("tidemark.late.seed", 20_260_209);

  private final EndToEndWorkspace workspace;
  private final ShopMessages messages;

  LateEventsIT(EndToEndFixture shop) throws Exception {
    workspace = shop.site("late_events");
    messages = shop.messages();
  }

  @Test
  void theLedgerNamesEveryStaleRowAndHealMendsThem() throws Exception {
    LOG.info("seed {}, every {}", SEED, EVERY);
    List<ShopMessage> arrivals = delayed(some(), new Random(SEED));
    int half = arrivals.size() / 2;
    workspace.createTopics();
    workspace.produce(arrivals.subList(0, half));
    workspace.run("ingest", "--until-caught-up");
    workspace.produce(arrivals.subList(half, arrivals.size()));
    workspace.run("ingest", "--until-caught-up");

    StaleRowIndex ledger = StaleRowIndex.read(workspace.table(LateLedger.TABLE));
    Map<String, Integer> differing = new HashMap<>();
    for (String set : SETS) {
      VerifyResult verdict = verify(set);
      assertThat(verdict.holds()).as(set).isFalse();
      List<RowDiff> differences = verdict.differences();
      FeatureSet verified = workspace.set(set);
      LOG.info(
          "{}: {} rows differ, {} late events", set, differences.size(), ledger.size(verified));
      assertThat(differences)
          .as("all of them are listed")
          .hasSize((int) (verdict.different() + verdict.missing() + verdict.extra()));
      assertThat(ledger.unnamed(verified, differences)).isEmpty();
      differing.put(set, differences.size());
    }

    for (String set : SETS) {
      assertThat(workspace.run("heal", "--set", set)).contains("healed: ");
      assertThat(verify(set).differences()).isEmpty();
      assertThat(workspace.run("heal", "--set", set)).doesNotContain("healed: ");
      long named = ledger.named(workspace.set(set), workspace.table(set), end(set));
      LOG.info("{}: {} rows were named, {} of them differed", set, named, differing.get(set));
    }
  }

  private List<ShopMessage> some() {
    return IntStream.range(0, messages.all().size() / EVERY)
        .mapToObj(i -> messages.all().get(i * EVERY))
        .toList();
  }

  /** Some come later: by as many messages as a number that is as likely 10 to 100 as 1 to 10. */
  private static List<ShopMessage> delayed(List<ShopMessage> punctual, Random random) {
    record Arrival(double at, ShopMessage message) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < punctual.size(); i++) {
      boolean late = random.nextDouble() < SHARE;
      double by = late ? Math.pow(punctual.size(), random.nextDouble()) : 0;
      arrivals.add(new Arrival(i + by, punctual.get(i)));
    }
    return arrivals.stream()
        .sorted(Comparator.comparingDouble(Arrival::at))
        .map(Arrival::message)
        .toList();
  }

  /** Up to the partition that the live job may still write to: that one waits for a later heal. */
  private VerifyResult verify(String set) throws Exception {
    FeatureSet verified = workspace.set(set);
    VerifyJob job = new VerifyJob(workspace.toWorkspace(), Integer.MAX_VALUE);
    return job.run(verified, job.range(verified, null, end(set)));
  }

  private Instant end(String set) throws Exception {
    return workspace.sealed(set).truncatedTo(ChronoUnit.DAYS);
  }
}
