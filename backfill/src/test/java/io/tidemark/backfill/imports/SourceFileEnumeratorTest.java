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

/** Files that are found at a location, and those that are left out. */
class SourceFileEnumeratorTest {

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
    return new SourceFileEnumerator(io)
        .in(List.of(locations)).files().stream()
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

  /** A volume of Kubernetes: the files are links into a folder that is a link, to a hidden one. */
  @Test
  void linksAreFollowed() throws IOException {
    write("volume/..2026_11_30/1.json", "far/2.json");
    link("volume/..data", "..2026_11_30");
    link("volume/1.json", "..data/1.json");
    link("volume/day", "../far");
    link("all", "volume");
    assertThat(in(dir + "/volume")).containsExactly("volume/1.json", "volume/day/2.json");
    assertThat(in(dir + "/all")).containsExactly("all/1.json", "all/day/2.json");
    assertThat(in(dir + "/all/1.json")).containsExactly("all/1.json");
  }

  @Test
  void aFileIsReadOnceHoweverManyLinksLeadToIt() throws IOException {
    write("loop/day/1.json", "loop/day/2.json");
    link("loop/current", "day");
    link("loop/day/up", "..");
    link("loop/a.json", "day/2.json");
    SourceFileEnumerator.Found found = new SourceFileEnumerator(io).in(List.of(dir + "/loop"));
    assertThat(found.files())
        .extracting(FileInfo::location)
        .filteredOn(location -> location.contains("/loop/"))
        .containsExactly("file:" + dir + "/loop/day/1.json", "file:" + dir + "/loop/day/2.json");
    assertThat(found.doubles())
        .containsEntry("file:" + dir + "/loop/a.json", "file:" + dir + "/loop/day/2.json")
        .containsKey("file:" + dir + "/loop/current/1.json");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereIsNamed() throws IOException {
    write("gone/1.json");
    link("gone/2.json", "nothing.json");
    SourceFileEnumerator.Found found = new SourceFileEnumerator(io).in(List.of(dir + "/gone"));
    assertThat(found.files()).hasSize(1);
    assertThat(found.unreadable())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.location()).isEqualTo("file:" + dir + "/gone/2.json");
              assertThat(file).hasMessage("it is a link that leads nowhere");
            });
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(dir.resolve(name), Path.of(target));
  }

  @Test
  void namesMayHaveWhatUrisHave() throws IOException {
    write("2019-01-01T10:00:00/events-10:00:00 #1 50%25 ü {x}[1]*.json");
    assertThat(in(dir + "/2019-01-01T10:00:00"))
        .containsExactly("2019-01-01T10:00:00/events-10:00:00 #1 50%25 ü {x}[1]*.json");
  }

  @Test
  void anEmptyFileIsAFileWithoutRecords() {
    assertThat(in(dir + "/a/empty.json", dir + "/a/1.json")).containsExactly("a/1.json");
  }

  @Test
  void whatIsNamedIsReadWhateverItsName() {
    assertThat(in(dir + "/a/_temporary")).containsExactly("a/_temporary/3.json");
  }
}
