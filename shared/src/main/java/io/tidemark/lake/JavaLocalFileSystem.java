package io.tidemark.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.functional.RemoteIterators;

/**
 * Hadoop's local file system, with permissions and listings by {@link java.nio.file.Files}. Without
 * Hadoop's native library the original starts a {@code chmod} process twice for every file, and an
 * {@code ls} for each that is listed, which fails if the file has gone meanwhile.
 */
public final class JavaLocalFileSystem extends LocalFileSystem {

  public JavaLocalFileSystem() {
    super(new Raw());
  }

  /** Those that are there from beginning to end; their permissions are not looked at. */
  @Override
  public RemoteIterator<LocatedFileStatus> listFiles(Path directory, boolean recursive)
      throws IOException {
    java.nio.file.Path root = pathToFile(directory).toPath();
    if (!Files.exists(root)) {
      throw new FileNotFoundException(directory + " is not there");
    }
    List<LocatedFileStatus> files = new ArrayList<>();
    Files.walkFileTree(
        root, Set.of(), recursive ? Integer.MAX_VALUE : 1, new Collector(files::add));
    return RemoteIterators.remoteIteratorFromIterable(files);
  }

  private final class Collector extends SimpleFileVisitor<java.nio.file.Path> {
    private final Consumer<LocatedFileStatus> files;

    Collector(Consumer<LocatedFileStatus> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes attributes) {
      Path path = makeQualified(new Path(file.toUri()));
      if (attributes.isRegularFile() && !isChecksumFile(path)) {
        files.accept(status(path, attributes));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(java.nio.file.Path file, IOException e)
        throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(java.nio.file.Path directory, IOException e)
        throws IOException {
      return e == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, e);
    }
  }

  private LocatedFileStatus status(Path path, BasicFileAttributes attributes) {
    return new LocatedFileStatus(
        new FileStatus(
            attributes.size(),
            false,
            getDefaultReplication(path),
            getDefaultBlockSize(path),
            attributes.lastModifiedTime().toMillis(),
            attributes.lastAccessTime().toMillis(),
            FsPermission.getFileDefault(),
            "",
            "",
            path),
        null);
  }

  private static final class Raw extends RawLocalFileSystem {

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      if (permission.getStickyBit()) {
        super.setPermission(path, permission);
        return;
      }
      String text =
          permission.getUserAction().SYMBOL
              + permission.getGroupAction().SYMBOL
              + permission.getOtherAction().SYMBOL;
      try {
        Files.setPosixFilePermissions(
            pathToFile(path).toPath(), PosixFilePermissions.fromString(text));
      } catch (UnsupportedOperationException e) {
        super.setPermission(path, permission);
      }
    }
  }
}
