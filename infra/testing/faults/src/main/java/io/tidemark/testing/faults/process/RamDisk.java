package io.tidemark.testing.faults.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Small disk in memory that can be filled, where the machine lets this process mount one;
 * checkpoints of a run lie on it.
 */
public final class RamDisk {

  private static final String SIZE = "1g";
  private static final int BLOCK = 1 << 20;

  private final Path directory;
  private final boolean mounted;

  private RamDisk(Path directory, boolean mounted) {
    this.directory = directory;
    this.mounted = mounted;
  }

  /** Without the right to mount, it is the directory alone. */
  public static RamDisk at(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    return new RamDisk(
        directory,
        succeeds("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", directory.toString()));
  }

  /** The directory alone. */
  public static RamDisk none(Path directory) throws IOException {
    return new RamDisk(Files.createDirectories(directory), false);
  }

  public boolean isMounted() {
    return mounted;
  }

  /** Leaves no byte free for so long. */
  public void fill(Duration time) throws IOException, InterruptedException {
    Path filler = directory.resolve("filler");
    try {
      write(filler);
      Thread.sleep(time.toMillis());
    } finally {
      Files.delete(filler);
    }
  }

  private static void write(Path filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[BLOCK];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (Files.size(filler) == 0) {
        throw full;
      }
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** With all that is on it. */
  public void unmount() throws IOException, InterruptedException {
    if (mounted) {
      succeeds("umount", directory.toString());
    }
  }
}
