package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.backfill.RowDiff;
import io.tidemark.backfill.RowDiff.Kind;
import io.tidemark.backfill.VerifyJob;
import io.tidemark.backfill.VerifyResult;
import io.tidemark.cli.Tidemark;
import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests the answer of {@code tidemark verify} for a table as it should be and for one with {@link
 * DamagedRows}.
 */
@ExtendWith(EndToEndExtension.class)
final class VerifyIT {

  private static final String SET = "card_risk";
  private static final String COLUMN = "refused_total";

  private final EndToEndWorkspace live;
  private final StringWriter printed = new StringWriter();

  VerifyIT(EndToEndFixture shop) throws Exception {
    live = shop.live(InterruptionKind.TASK_FAILS);
  }

  @Test
  void saysThatAWholeTableAgrees() throws Exception {
    Path report = live.dir().resolve("whole.html");

    assertThat(verify(live, report)).as(printed.toString()).isZero();

    assertThat(printed.toString()).contains("agrees to the bit");
    assertThat(report)
        .content()
        .contains("agree to the bit")
        .doesNotContain("There are differences");
  }

  @Test
  void namesEachDamagedRowAndItsValues() throws Exception {
    EndToEndWorkspace damaged = copy("damaged");
    DamagedRows damage = damage(damaged);
    FeatureSet set = damaged.set(SET);
    VerifyJob job = new VerifyJob(damaged.toWorkspace());

    VerifyResult verdict = job.run(set, job.range(set, null, null));

    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.equal()).isEqualTo(live.rows(SET) - 2);
    assertThat(verdict.differences())
        .extracting(RowDiff::kind)
        .containsExactlyInAnyOrder(Kind.MISSING, Kind.DIFFERENT, Kind.EXTRA);
    requireRow(verdict, Kind.MISSING, damage.lost());
    requireRow(verdict, Kind.EXTRA, damage.bogus());
    requireRow(verdict, Kind.DIFFERENT, damage.changed());
    assertThat(of(verdict, Kind.DIFFERENT).values()).isEqualTo(bothValues(damage));
  }

  @Test
  void failsAndShowsTheDamageOnThePage() throws Exception {
    EndToEndWorkspace damaged = copy("shown");
    DamagedRows damage = damage(damaged);
    Path report = damaged.dir().resolve("damaged.html");

    assertThat(verify(damaged, report)).as(printed.toString()).isEqualTo(1);

    assertThat(printed.toString()).contains("DIFFERS", "MISSING", "EXTRA", bothValues(damage));
    assertThat(report)
        .content()
        .contains(
            "There are differences", "MISSING", "EXTRA", DamagedRows.BOGUS, bothValues(damage));
  }

  @Test
  void nothingIsNoProof() throws Exception {
    PrintWriter out = new PrintWriter(printed, true);
    String environment = live.environmentFile(2, "at-least-once").toString();
    String pipeline = live.pipelineFile().toString();
    String[] command = {"verify", pipeline, "-e", environment, "--set", SET, "--to", "1971-01-01"};
    assertThat(Tidemark.run(out, out, command)).as(printed.toString()).isEqualTo(1);
    assertThat(printed.toString())
        .contains("nothing to compare", "Nothing was compared", SET + " has no rows");
  }

  private EndToEndWorkspace copy(String name) throws Exception {
    try (Lake lake = live.lake()) {
      return live.fork(name, lake.tables());
    }
  }

  private static DamagedRows damage(EndToEndWorkspace workspace) throws Exception {
    try (Lake lake = workspace.lake()) {
      return DamagedRows.doTo(lake.table(SET), COLUMN);
    }
  }

  private int verify(EndToEndWorkspace workspace, Path report) throws Exception {
    PrintWriter out = new PrintWriter(printed, true);
    String environment = workspace.environmentFile(2, "at-least-once").toString();
    String pipeline = workspace.pipelineFile().toString();
    String page = report.toString();
    return Tidemark.run(
        out, out, "verify", pipeline, "-e", environment, "--set", SET, "--report", page);
  }

  private static String bothValues(DamagedRows damage) {
    return COLUMN + ": table has " + DamagedRows.WRONG + ", recomputed " + damage.valueBefore();
  }

  private static void requireRow(VerifyResult verdict, Kind kind, Record row) {
    assertThat(of(verdict, kind).row())
        .contains("card_id=" + row.getField("card_id"), "event_id=" + row.getField("event_id"));
  }

  private static RowDiff of(VerifyResult verdict, Kind kind) {
    return verdict.differences().stream().filter(d -> d.kind() == kind).findFirst().orElseThrow();
  }
}
