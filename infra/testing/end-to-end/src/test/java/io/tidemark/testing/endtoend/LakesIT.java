package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import io.tidemark.lake.Lake;
import io.tidemark.quickstart.ShopMessage;
import io.tidemark.quickstart.ShopMessage.Fate;
import io.tidemark.testing.faults.process.ChildProcess;
import io.tidemark.testing.lakes.HdfsCluster;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All that a pipeline goes through, on every lake that the manual has an environment file for:
 * ingest, kill, resume, late events, heal, import, backfill, maintain, verify, audit.
 */
@ExtendWith(EndToEndExtension.class)
@Tag("long")
final class LakesIT {

  private static final int MESSAGES = 6_000;
  private static final int LATE = 20;
  private static final int IMPORTED = 10;
  private static final Instant DAY_BEFORE = ShopMessages.START.minus(Duration.ofDays(1));
  private static final String SET = "customer_activity";
  private static final String PIPELINE =
      """
      pipeline: shop
      streams:
        activity:
          topic: shop.activity
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
            kind: STRING NOT NULL
            price: DECIMAL(10, 2)
            quantity: INT
          id: event_id
          time: occurred_at
          imports:
            exports: { format: json }
      features:
        customer_activity:
          entity: [customer_id]
          from: [activity]
          columns:
            events_total: { agg: count(*) }
            views_1h: { agg: count(*), where: "kind = 'view'", window: 1 h }
            spend_1d: { agg: sum(price * quantity), where: "kind = 'purchase'", window: 1 d }
            spend_per_event: { sql: "spend_1d / NULLIF(events_total, 0)" }
      """;

  private final EndToEndFixture shop;

  @TempDir private Path dir;

  LakesIT(EndToEndFixture shop) {
    this.shop = shop;
  }

  @ParameterizedTest
  @EnumSource(DocumentedLakeKind.class)
  void everythingWorksOn(DocumentedLakeKind kind) throws Exception {
    try (RunningServers servers = new RunningServers()) {
      String lake = kind.environment(kind.start(dir, servers));
      EndToEndWorkspace workspace = shop.site(kind.name().toLowerCase(Locale.ROOT), PIPELINE, lake);
      workspace.createTopics();
      List<ShopMessage> late = ofActivity().limit(LATE).toList();
      List<ShopMessage> others = ofActivity().skip(LATE).toList();
      ingestAndKill(workspace, others.subList(0, others.size() / 2));
      for (HdfsCluster hdfs : servers.hdfs().stream().toList()) {
        hdfs.stopDataNode(0);
      }
      resume(workspace, others.subList(others.size() / 2, others.size()));
      healWhatCameLate(workspace, late);
      importHistory(workspace);
      backfill(workspace);
      maintain(workspace);
      workspace.run("verify");
      assertThat(workspace.run("audit")).doesNotContain("BROKEN");
      assertThat(workspace.rows(SET)).isEqualTo(events(ofActivity()) + IMPORTED);
    }
  }

  private Stream<ShopMessage> ofActivity() {
    return shop.messages().until(MESSAGES).stream()
        .filter(m -> m.topic().equals("shop.activity") && m.fate() != Fate.RESENT);
  }

  private static long events(Stream<ShopMessage> messages) {
    return messages.filter(m -> m.fate() == Fate.ON_TIME).count();
  }

  private static void ingestAndKill(EndToEndWorkspace workspace, List<ShopMessage> messages)
      throws Exception {
    workspace.produce(messages);
    Path environment = workspace.environmentFile(2, "at-least-once");
    try (ChildProcess process = workspace.start("ingest", environment)) {
      workspace.awaitRows(process);
      process.kill();
    }
  }

  private static void resume(EndToEndWorkspace workspace, List<ShopMessage> messages)
      throws Exception {
    workspace.produce(messages);
    workspace.run("ingest", "--until-caught-up");
  }

  private static void healWhatCameLate(EndToEndWorkspace workspace, List<ShopMessage> late)
      throws Exception {
    workspace.produce(late);
    workspace.run("ingest", "--until-caught-up");
    assertThat(workspace.rows("late_events")).isEqualTo(events(late.stream()));
    assertThat(code(workspace, "verify")).isEqualTo(1);
    assertThat(workspace.run("heal")).contains("healed");
    workspace.run("verify");
  }

  /** From the store of the tables: a file there, which is imported once. */
  private static void importHistory(EndToEndWorkspace workspace) throws Exception {
    long before = workspace.rows("activity");
    String folder = workspace.table("activity").location() + "-exports";
    try (Lake lake = workspace.lake();
        FileIO io = lake.files();
        OutputStream out = io.newOutputFile(folder + "/part-0.json").create()) {
      for (int i = 0; i < IMPORTED; i++) {
        out.write(
            "{\"event_id\": \"old-%d\", \"occurred_at\": \"%s\", \"customer_id\": -1, \"kind\": \"view\"}\n"
                .formatted(i, DAY_BEFORE.plusSeconds(i))
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(workspace.run("import", "exports", folder))
        .contains(IMPORTED + " events, 0 rejects");
    assertThat(workspace.run("import", "exports", folder)).contains("1 files were there before");
    assertThat(workspace.rows("activity")).isEqualTo(before + IMPORTED);
  }

  private static void backfill(EndToEndWorkspace workspace) throws Exception {
    long before = workspace.rows(SET);
    String out =
        workspace.run(
            "backfill",
            "--set",
            SET,
            "--from",
            DAY_BEFORE.toString(),
            "--to",
            ShopMessages.START.plusSeconds(86_400).toString());
    assertThat(out).contains("published");
    assertThat(workspace.rows(SET)).isEqualTo(before + IMPORTED);
  }

  private static void maintain(EndToEndWorkspace workspace) throws Exception {
    long before = files(workspace);
    workspace.run("maintain", "--settled", "1ms", "--min-files", "2");
    assertThat(files(workspace)).isLessThan(before);
  }

  private static long files(EndToEndWorkspace workspace) throws Exception {
    return Long.parseLong(
        workspace.table("activity").currentSnapshot().summary().get("total-data-files"));
  }

  private static int code(EndToEndWorkspace workspace, String command) throws Exception {
    PrintWriter out = new PrintWriter(new StringWriter());
    return Tidemark.run(
        out,
        out,
        command,
        workspace.pipelineFile().toString(),
        "-e",
        workspace.environmentFile(2, "at-least-once").toString());
  }
}
