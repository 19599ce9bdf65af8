package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and directories come out as Hadoop's own local file system makes them. */
class JavaLocalFileSystemTest {

  @TempDir Path dir;

  @Test
  void permissionsAreThoseOfHadoop() throws Exception {
    try (FileSystem ours = opened(new JavaLocalFileSystem());
        FileSystem hadoops = opened(new LocalFileSystem())) {
      for (String mode : new String[] {"600", "644", "750"}) {
        assertThat(made(ours, "ours", mode)).isEqualTo(made(hadoops, "hadoops", mode));
      }
    }
  }

  @Test
  void filesAreListedAsByHadoop() throws Exception {
    try (FileSystem ours = opened(new JavaLocalFileSystem());
        FileSystem hadoops = opened(new LocalFileSystem())) {
      for (String name : new String[] {"a", "with space", "percent%41", "deep/er/b"}) {
        org.apache.hadoop.fs.Path file =
            new org.apache.hadoop.fs.Path(path(dir), new org.apache.hadoop.fs.Path(name));
        try (OutputStream out = hadoops.create(file, true)) {
          out.write(name.length());
        }
      }
      for (boolean recursive : new boolean[] {true, false}) {
        assertThat(listed(ours, recursive))
            .isEqualTo(listed(hadoops, recursive))
            .hasSize(recursive ? 4 : 3);
      }
      assertThatThrownBy(() -> ours.listFiles(path(dir.resolve("none")), true))
          .isInstanceOf(FileNotFoundException.class);
    }
  }

  private Set<String> listed(FileSystem files, boolean recursive) throws Exception {
    Set<String> listed = new TreeSet<>();
    var all = files.listFiles(path(dir), recursive);
    while (all.hasNext()) {
      FileStatus file = all.next();
      listed.add(file.getPath() + " " + file.getLen() + " " + file.getModificationTime());
    }
    return listed;
  }

  private String made(FileSystem files, String name, String mode) throws Exception {
    Path parent = dir.resolve(name + mode);
    Path file = parent.resolve("file");
    files.mkdirs(path(parent), new FsPermission(mode));
    try (OutputStream out = files.create(path(file), true)) {
      out.write(1);
    }
    String created = permissions(file);
    files.setPermission(path(file), new FsPermission(mode));
    return permissions(parent) + " " + created + " " + permissions(file);
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static org.apache.hadoop.fs.Path path(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private static FileSystem opened(FileSystem files) throws Exception {
    files.initialize(URI.create("file:///"), new Configuration());
    return files;
  }
}
