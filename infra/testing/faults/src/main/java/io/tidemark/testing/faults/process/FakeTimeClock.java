package io.tidemark.testing.faults.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clock that a {@link ChildProcess} sees: the machine's, until it jumps. It takes libfaketime,
 * which Debian has as {@code faketime}; where that is missing, the clock is always the machine's.
 */
public final class FakeTimeClock {

  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

  private static final int SECONDS_UNTIL_SEEN = 1;

  private final Path offset;

  private FakeTimeClock(Path offset) {
    this.offset = offset;
  }

  /**
   * @param offset file that says how far the clock is from the machine's
   */
  public static FakeTimeClock at(Path offset) throws IOException {
    FakeTimeClock clock = new FakeTimeClock(offset);
    clock.jumpTo(Duration.ZERO);
    return clock;
  }

  public boolean canJump() {
    return library().isPresent();
  }

  /** Shows that time from now on, relative to the machine's. */
  public void jumpTo(Duration fromMachine) throws IOException {
    Path next = offset.resolveSibling(offset.getFileName() + ".next");
    Files.writeString(next, "%+d%n".formatted(fromMachine.toSeconds()));
    Files.move(next, offset, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Environment variables of a process that sees this clock. The monotonic clock is not faked. */
  public Map<String, String> environment() {
    return library()
        .map(
            library ->
                Map.of(
                    "LD_PRELOAD",
                    library.toString(),
                    "FAKETIME_TIMESTAMP_FILE",
                    offset.toString(),
                    "FAKETIME_CACHE_DURATION",
                    String.valueOf(SECONDS_UNTIL_SEEN),
                    "DONT_FAKE_MONOTONIC",
                    "1",
                    // Else threads that wait for a while do not sleep, but spin.
                    "FAKETIME_FORCE_MONOTONIC_FIX",
                    "0"))
        .orElse(Map.of());
  }

  private static Optional<Path> library() {
    return LIBRARIES.stream().filter(Files::exists).findFirst();
  }
}
