package io.tidemark.testing.faults;

import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.EventTimeBounds;
import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.process.ChildProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Runs commands at random, two at a time, beside a live job, and kills one now and then; part of
 * {@link SoakSuite}.
 */
final class MaintenanceLoad {

  private static final int AT_ONCE = 2;
  private static final long PAUSE_MILLIS = 2000;
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Of a hundred: how often the live job is killed, and how often a command. */
  private static final int JOB_KILLS = 1;

  private static final int COMMAND_KILLS = 3;

  private final TestDeployment deployment;
  private final Random dice;
  private final PrintWriter out;
  private final List<Running> running = new ArrayList<>();
  private final Map<String, Integer> ends = new TreeMap<>();

  private record Running(String command, ChildProcess process) {}

  MaintenanceLoad(TestDeployment deployment, long seed, PrintWriter out) {
    this.deployment = deployment;
    this.dice = new Random(seed);
    this.out = out;
  }

  /**
   * Goes on for that long.
   *
   * @throws IllegalStateException if a command ends in a way that nobody should see, or the live
   *     job does not go on
   */
  void run(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    long told = System.nanoTime();
    while (System.nanoTime() < end) {
      Thread.sleep(PAUSE_MILLIS);
      reap();
      if (running.size() < AT_ONCE) {
        begin();
      }
      strike();
      deployment.job().requireAlive();
      if (System.nanoTime() - told > Duration.ofMinutes(2).toNanos()) {
        told = System.nanoTime();
        out.println("  so far: " + ends);
      }
    }
    for (Running command : running) {
      count(command, command.process().awaitExit(TestDeployment.PATIENCE.multipliedBy(5)));
    }
    out.println("commands and how they ended: " + ends);
  }

  private void begin() throws IOException {
    switch (dice.nextInt(4)) {
      case 0 -> begin("heal");
      case 1, 2 -> beginBackfill();
      default ->
          begin(
              "maintain",
              "--settled",
              "30s",
              "--expire-older-than",
              "5min",
              "--keep-snapshots",
              "20");
    }
  }

  private void begin(String command, String... words) throws IOException {
    running.add(new Running(command, deployment.begin(command, words)));
  }

  /** One to five days of a set that has rows, anywhere; what is not sealed is refused. */
  private void beginBackfill() throws IOException {
    var sets = deployment.site().pipeline().featureSets();
    String set = sets.get(dice.nextInt(sets.size())).name();
    Optional<TimeRange> span;
    try (Lake lake = deployment.site().lake()) {
      span = EventTimeBounds.before(lake.table(set), FeatureLayout.EVENT_TIME, Long.MAX_VALUE);
    }
    if (span.isPresent()) {
      long days = (span.get().to() - span.get().from()) / DAY;
      long from = span.get().from() + dice.nextLong(days) * DAY;
      long to = from + (1 + dice.nextInt(5)) * DAY;
      begin("backfill", "--set", set, "--from", moment(from), "--to", moment(to));
    }
  }

  private static String moment(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private void strike() throws Exception {
    int chance = dice.nextInt(100);
    if (chance < JOB_KILLS) {
      deployment.killJob();
      deployment.startJob(1 + dice.nextInt(2));
      deployment.awaitCommits();
      count("live job killed");
    } else if (chance < JOB_KILLS + COMMAND_KILLS && !running.isEmpty()) {
      Running command = running.remove(0);
      command.process().kill();
      count(command.command() + " killed");
    }
  }

  private void reap() throws Exception {
    for (Iterator<Running> each = running.iterator(); each.hasNext(); ) {
      Running command = each.next();
      if (!command.process().isAlive()) {
        each.remove();
        count(command, command.process().awaitExit(Duration.ofSeconds(1)));
      }
    }
  }

  /** Another command may have been there first, and time may not be sealed yet: nothing else. */
  private void count(Running command, int code) throws IOException {
    if (code == 0) {
      count(command.command() + " done");
    } else if (command.process().hasPrinted("something was committed to")) {
      count(command.command() + " refused: another was first");
    } else if (command.process().hasPrinted("not sealed")) {
      count(command.command() + " refused: not sealed");
    } else {
      throw new IllegalStateException(
          command.command() + " ended with " + code + ":\n" + command.process().lastWords());
    }
  }

  private void count(String end) {
    ends.merge(end, 1, Integer::sum);
  }
}
