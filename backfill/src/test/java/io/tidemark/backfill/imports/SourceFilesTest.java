package io.tidemark.backfill.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.ResolvingFileIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a location has. */
class SourceFilesTest {

  @TempDir Path dir;
  private ResolvingFileIO io;

  @BeforeEach
  void openFiles() throws IOException {
    io = new ResolvingFileIO();
    io.setConf(new Configuration());
    io.initialize(Map.of());
    write(
        "a/1.json",
        "a/day=2/2.json",
        "a/_SUCCESS",
        "a/.hidden",
        "a/_temporary/3.json",
        "ab/4.json");
    Files.createFile(dir.resolve("a/empty.json"));
  }

  @AfterEach
  void closeFiles() {
    io.close();
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(dir.resolve(name).getParent());
      Files.writeString(dir.resolve(name), "{}");
    }
  }

  private List<String> in(String... locations) {
    return new SourceFiles(io)
        .in(List.of(locations)).stream()
            .map(FileInfo::location)
            .map(location -> location.replace("file:" + dir + "/", ""))
            .toList();
  }

  @Test
  void aFolderHasAllFilesOfDataBelowIt() {
    assertThat(in(dir + "/a")).containsExactly("a/1.json", "a/day=2/2.json");
    assertThat(in("file:" + dir + "/a/")).containsExactly("a/1.json", "a/day=2/2.json");
    assertThat(in("file://" + dir + "/ab")).containsExactly("ab/4.json");
  }

  @Test
  void aFileIsItselfAndEachIsThereOnce() {
    assertThat(in(dir + "/a/1.json", dir + "/a", dir + "/ab/4.json"))
        .containsExactly("a/1.json", "a/day=2/2.json", "ab/4.json");
  }

  @Test
  void aLocationWithoutFilesIsSaid() {
    assertThatThrownBy(() -> in(dir + "/nothing"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(dir + "/nothing")
        .hasMessageContaining("there are no files");
    assertThatThrownBy(() -> in("nobody://knows/this"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it cannot be listed");
  }

  @Test
  void whatIsNamedIsReadWhateverItsName() {
    assertThat(in(dir + "/a/_temporary")).containsExactly("a/_temporary/3.json");
  }
}
