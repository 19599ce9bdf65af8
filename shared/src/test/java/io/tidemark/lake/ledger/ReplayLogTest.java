package io.tidemark.lake.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.ledger.Replay.Origin;
import io.tidemark.lake.ledger.Replay.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State of the table of replays after each step, also when it is read anew. */
class ReplayLogTest {

  @TempDir Path dir;
  private Lake lake;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(dir.resolve("catalog"));
    lake = LakeFixture.lake(dir);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void whatIsIntendedIsOpenUntilItIsSettled() {
    ReplayLog replays = ReplayLog.of(lake);
    replays.intend(List.of(replay("one", 1), replay("one", 2), replay("one", 3)));
    assertThat(ReplayLog.read(lake).open())
        .containsExactlyInAnyOrder(replay("one", 1), replay("one", 2), replay("one", 3));
    assertThat(ReplayLog.read(lake).sentTo(origin(1))).isEmpty();

    replays.settle(List.of(replay("one", 1).at(77)), List.of(replay("one", 2)));
    for (ReplayLog known : List.of(replays, ReplayLog.read(lake))) {
      assertThat(known.open()).containsExactly(replay("one", 3));
      assertThat(known.sentTo(origin(1))).isNotEmpty();
      assertThat(known.sentTo(origin(2))).isEmpty();
      assertThat(known.sentTo(origin(3))).isEmpty();
    }
  }

  @Test
  void aMessageThatWasNotSentIsOpenAgainInTheNextRun() {
    ReplayLog replays = ReplayLog.of(lake);
    replays.intend(List.of(replay("one", 1)));
    replays.settle(List.of(), List.of(replay("one", 1)));
    replays.intend(List.of(replay("two", 1)));
    assertThat(ReplayLog.read(lake).open()).containsExactly(replay("two", 1));
  }

  @Test
  void ofTwoWritersThatHaveReadTheSameOneFails() {
    ReplayLog.of(lake).intend(List.of(replay("zero", 1)));
    ReplayLog first = ReplayLog.of(lake);
    ReplayLog second = ReplayLog.of(lake);
    first.intend(List.of(replay("one", 2)));
    assertThatThrownBy(() -> second.intend(List.of(replay("two", 2))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another replay");
    first.settle(List.of(replay("one", 2).at(5)), List.of());
    assertThat(ReplayLog.read(lake).sentTo(origin(2))).isNotEmpty();
  }

  @Test
  void theFirstTwoWritersOfAllAreToldApartToo() {
    ReplayLog first = ReplayLog.of(lake);
    ReplayLog second = ReplayLog.of(lake);
    first.intend(List.of(replay("one", 1)));
    assertThatThrownBy(() -> second.intend(List.of(replay("two", 1))))
        .isInstanceOf(UserException.class);
  }

  @Test
  void aLakeWithoutTheTableHasNoReplaysAndGetsNone() {
    assertThat(ReplayLog.read(lake).open()).isEmpty();
    assertThat(lake.exists(ReplayLog.TABLE)).isFalse();
  }

  private static Origin origin(long offset) {
    return new Origin("shop.activity", 1, offset);
  }

  private static Replay replay(String run, long offset) {
    return new Replay(
        run, origin(offset), new Target("shop.activity", 1), 50, OptionalLong.empty());
  }
}
