package io.tidemark.testing.faults.injection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Blocks a path by moving its contents aside and putting something else there, which keeps even
 * root out; {@link StorageFaults} closes it again.
 */
final class PathBlocker implements AutoCloseable {

  private final Path path;
  private final Path moved;

  private PathBlocker(Path path, Path moved) {
    this.path = path;
    this.moved = moved;
  }

  /** A directory in place of a file, a file in place of a directory. */
  static PathBlocker at(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    Path moved = path.resolveSibling(path.getFileName() + ".moved");
    Files.move(path, moved);
    if (directory) {
      Files.createFile(path);
    } else {
      Files.createDirectory(path);
    }
    return new PathBlocker(path, moved);
  }

  @Override
  public void close() throws IOException {
    Files.delete(path);
    Files.move(moved, path);
  }
}
