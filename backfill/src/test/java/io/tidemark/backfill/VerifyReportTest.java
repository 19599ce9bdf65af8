package io.tidemark.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.lake.TimeRange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyReportTest {

  @TempDir Path directory;

  @Test
  void makesTheDirectoryOfThePage() {
    Path page = directory.resolve("reports/today/verify.html");
    VerifyReport.write(
        page,
        "shop",
        List.of(
            new VerifyResult("card_risk", TimeRange.always("event_time"), 7, 0, 0, 0, List.of())));
    assertThat(page).content().contains("agree to the bit", "card_risk");
  }
}
