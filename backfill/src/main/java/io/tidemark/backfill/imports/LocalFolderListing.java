package io.tidemark.backfill.imports;

import io.tidemark.event.file.LocalInputFile;
import io.tidemark.event.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lists the files below a local folder, or a file itself, for {@link SourceFileEnumerator}. Links
 * are followed, since a Kubernetes volume consists of links; one that leads nowhere is reported as
 * a file that cannot be read.
 */
final class LocalFolderListing extends SimpleFileVisitor<Path> {

  /**
   * A file.
   *
   * @param real where it lies, without links
   */
  record Found(Path path, Path real, BasicFileAttributes attributes) {}

  private final Path root;
  private final Predicate<String> hidden;
  private final List<Found> files = new ArrayList<>();
  private final List<UnreadableFileException> unreadable = new ArrayList<>();

  /**
   * @param hidden whether a name says that it is no data
   */
  private LocalFolderListing(Path root, Predicate<String> hidden) {
    this.root = root;
    this.hidden = hidden;
  }

  static LocalFolderListing of(Path root, Predicate<String> hidden) throws IOException {
    LocalFolderListing folder = new LocalFolderListing(root, hidden);
    EnumSet<FileVisitOption> options = EnumSet.of(FileVisitOption.FOLLOW_LINKS);
    Files.walkFileTree(root, options, Integer.MAX_VALUE, folder);
    return folder;
  }

  List<Found> files() {
    return files;
  }

  List<UnreadableFileException> unreadable() {
    return unreadable;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (isHidden(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isRegularFile()) {
      files.add(new Found(file, file.toRealPath(), attributes));
    } else {
      String why =
          attributes.isSymbolicLink() ? "it is a link that leads nowhere" : "it is no file";
      unreadable.add(new UnreadableFileException(LocalInputFile.location(file), why));
    }
    return FileVisitResult.CONTINUE;
  }

  /** A link to a folder above it leads to what is read without it. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    boolean nothing = failure instanceof NoSuchFileException && file.equals(root);
    if (failure instanceof FileSystemLoopException || nothing) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  private boolean isHidden(Path file) {
    return !file.equals(root) && hidden.test(file.getFileName().toString());
  }
}
