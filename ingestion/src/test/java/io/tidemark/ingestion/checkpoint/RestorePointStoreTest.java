package io.tidemark.ingestion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.lake.live.LatestLiveCheckpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that {@link RestorePointStore} chooses the right one of several checkpoints and savepoints.
 */
class RestorePointStoreTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final String ZOMBIE = "11111111111111111111111111111111";
  private static final String LIVE = "22222222222222222222222222222222";
  private static final LatestLiveCheckpoint WRITTEN =
      new LatestLiveCheckpoint(6, Optional.of(LIVE), Set.of(ZOMBIE));

  @TempDir Path dir;

  private void checkpoint(String job, int number, Instant written) throws IOException {
    Path point = Files.createDirectories(dir.resolve(job).resolve("chk-" + number));
    Path metadata = Files.createFile(point.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.from(written));
  }

  private String newest(long committed) {
    return newest(new LatestLiveCheckpoint(committed, Optional.empty(), Set.of()));
  }

  private String newest(LatestLiveCheckpoint written) {
    return new RestorePointStore(dir.toUri().toString()).newest(written).orElse("none");
  }

  @Test
  void ofEqualNumbersItIsTheOneThatTheTablesHave() throws IOException {
    checkpoint(ZOMBIE, 6, NOON.plusSeconds(60));
    checkpoint(LIVE, 6, NOON);
    assertThat(newest(WRITTEN)).endsWith(LIVE + "/chk-6");
  }

  @Test
  void aJobThatWasSupersededIsNotGoneOnFromHoweverFarItGets() throws IOException {
    checkpoint(ZOMBIE, 7, NOON.plusSeconds(60));
    checkpoint(LIVE, 6, NOON);
    assertThat(newest(WRITTEN)).endsWith(LIVE + "/chk-6");
  }

  @Test
  void aSuccessorThatHasWrittenNothingYetIsGoneOnFrom() throws IOException {
    checkpoint(LIVE, 6, NOON);
    checkpoint("33333333333333333333333333333333", 7, NOON.plusSeconds(60));
    assertThat(newest(WRITTEN)).endsWith("33333333333333333333333333333333/chk-7");
  }

  @Test
  void aNameTellsWhoTookAPoint() {
    assertThat(taker("/c/" + LIVE + "/chk-6")).isEqualTo(LIVE);
    assertThat(taker("/c/savepoint-222222-0123456789ab")).isEqualTo("222222");
    assertThat(taker("/moved/chk-6")).isEmpty();
    assertThat(taker("/c/before-the-upgrade")).isEmpty();
  }

  private static String taker(String path) {
    return RestorePointStore.taker(new org.apache.flink.core.fs.Path(path));
  }

  @Test
  void itIsTheOneThatWasWrittenLast() throws IOException {
    checkpoint("first", 5, NOON);
    checkpoint("second", 6, NOON.plusSeconds(60));
    assertThat(newest(5)).endsWith("second/chk-6");
  }

  @Test
  void aClockThatWasSetBackDoesNotBringBackAnOldOne() throws IOException {
    checkpoint("first", 5, NOON);
    checkpoint("second", 7, NOON.minusSeconds(3600));
    assertThat(newest(6)).endsWith("second/chk-7");
  }

  @Test
  void withoutOneThatTheTablesAreNotAheadOfItIsNamedAllTheSame() throws IOException {
    checkpoint("first", 5, NOON);
    assertThat(newest(6)).endsWith("first/chk-5");
  }

  @Test
  void whatIsNewerThanARollBackIsNotGoneOnFrom() throws IOException {
    checkpoint("first", 5, NOON);
    checkpoint("first", 6, NOON.plusSeconds(60));
    new RestorePointStore(dir.toUri().toString()).voidAfter(5);
    assertThat(newest(5)).endsWith("first/chk-5");
    checkpoint("second", 6, NOON.plusSeconds(120));
    assertThat(newest(5)).endsWith("second/chk-6");
  }

  /** Neither an earlier version's file, nor one that is written meanwhile, nor a crash. */
  @Test
  void whatIsVoidedStaysSo() throws IOException {
    checkpoint("first", 5, NOON);
    checkpoint("first", 6, NOON.plusSeconds(60));
    checkpoint("first", 7, NOON.plusSeconds(120));
    checkpoint("first", 8, NOON.plusSeconds(180));
    Files.writeString(dir.resolve("voided"), "first/chk-8\n");
    assertThat(newest(5)).endsWith("first/chk-7");
    new RestorePointStore(dir.toUri().toString()).voidAfter(6);
    assertThat(newest(5)).endsWith("first/chk-6");
    Map<Path, String> before = voidedFiles();
    new RestorePointStore(dir.toUri().toString()).voidAfter(5);
    assertThat(newest(5)).endsWith("first/chk-5");
    assertThat(voidedFiles()).containsAllEntriesOf(before);
    Files.writeString(dir.resolve(".voided-half"), "first/chk-5\n");
    assertThat(newest(5)).endsWith("first/chk-5");
  }

  private Map<Path, String> voidedFiles() throws IOException {
    Map<Path, String> contents = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "voided*")) {
      for (Path file : files) {
        contents.put(file, Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void withoutAnyThereIsNone() {
    assertThat(newest(0)).isEqualTo("none");
  }

  /** An environment whose `checkpoints:` is the directory of another's pipeline. */
  @Test
  void thePointsOfAPipelineWithItsDirectoryInThatOfAnotherAreItsOwn() throws IOException {
    checkpoint("first", 5, NOON);
    checkpoint("inner/first", 7, NOON.plusSeconds(60));
    checkpoint("bootstrap/first", 7, NOON.plusSeconds(60));
    savepoint("inner/savepoint-1", NOON.plusSeconds(120));
    assertThat(newest(0)).endsWith("first/chk-5").doesNotContain("inner");
    for (int i = 1; i <= 9; i++) {
      checkpoint("job" + i, 10 + i, NOON.plusSeconds(200 + i));
    }
    assertThat(left(dir + "/job9/chk-19")).contains("inner", "bootstrap").doesNotContain("first");
    assertThat(dir.resolve("inner/first/chk-7/_metadata")).exists();
    assertThat(dir.resolve("inner/savepoint-1/_metadata")).exists();
  }

  @Test
  void namespacesThatBeginAlikeHaveDirectoriesOfTheirOwn() throws IOException {
    checkpoint("shop/first", 5, NOON);
    checkpoint("shop.activity/first", 7, NOON.plusSeconds(60));
    checkpoint("shop2/first", 8, NOON.plusSeconds(60));
    RestorePointStore shop = new RestorePointStore(dir.resolve("shop").toUri().toString());
    assertThat(shop.newest(new LatestLiveCheckpoint(0, Optional.empty(), Set.of())).orElseThrow())
        .endsWith("shop/first/chk-5");
  }

  @Test
  void aBootstrapRemovesWhatEarlierOnesHaveLeftAndNothingElse() throws IOException {
    Path earlier = Path.of(URI.create(BootstrapStateLocation.fresh(dir.toUri().toString())));
    Files.createDirectories(earlier);
    checkpoint("bootstrap/first", 7, NOON);
    savepoint("bootstrap/savepoint-1", NOON);
    BootstrapStateLocation.fresh(dir.toUri().toString());
    assertThat(earlier.getParent()).doesNotExist();
    assertThat(dir.resolve("bootstrap/first/chk-7/_metadata")).exists();
    assertThat(dir.resolve("bootstrap/savepoint-1/_metadata")).exists();
  }

  private void savepoint(String path, Instant written) throws IOException {
    Path metadata =
        Files.createFile(Files.createDirectories(dir.resolve(path)).resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.from(written));
  }

  private List<String> left(String restore) throws IOException {
    new StaleCheckpointCleaner(new RestorePointStore(dir.toUri().toString()))
        .remove(Optional.of(restore));
    try (Stream<Path> jobs = Files.list(dir)) {
      return jobs.map(job -> job.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFiveNewestAreKeptWithTheirJobs() throws IOException {
    for (int i = 1; i <= 9; i++) {
      checkpoint("job" + i, 2 * i, NOON.plusSeconds(i));
    }
    Files.createFile(Files.createDirectories(dir.resolve("savepoint-1")).resolve("_metadata"));
    assertThat(left(dir + "/job9/chk-18"))
        .containsExactly("job5", "job6", "job7", "job8", "job9", "savepoint-1");
  }

  @Test
  void whatAJobGoesOnFromIsKeptHoweverOldItIs() throws IOException {
    for (int i = 1; i <= 9; i++) {
      checkpoint("job" + i, 2 * i, NOON.plusSeconds(i));
    }
    assertThat(left(dir + "/job2/chk-4")).contains("job2").doesNotContain("job1", "job3");
  }

  @Test
  void theNewestByNumberAreKeptAlthoughAClockWasSetBack() throws IOException {
    for (int i = 1; i <= 9; i++) {
      checkpoint("job" + i, 2 * i, NOON.plusSeconds(i));
    }
    checkpoint("back", 20, NOON.minusSeconds(3600));
    assertThat(left(dir + "/back/chk-20")).contains("back", "job9").doesNotContain("job1");
  }
}
