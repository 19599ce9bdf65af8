package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table of imports knows after each step, also when it is read anew. */
class ImportsTest {

  private static final int FIRST = 100;

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

  private static ImportedFile file(String run, int number) {
    String location = "file:/orders/" + number;
    return new ImportedFile(run, "old", "orders", location, 10, 1_000, number, 7, 1);
  }

  @Test
  void whatIsIntendedIsOpenUntilItIsSettled() {
    Imports imports = Imports.of(lake, FIRST);
    imports.intend(List.of(file("one", FIRST), file("one", FIRST + 1)));
    imports.intend(List.of(file("two", FIRST + 2)));
    assertThat(Imports.read(lake, FIRST).open())
        .containsExactlyInAnyOrder(
            List.of(file("one", FIRST), file("one", FIRST + 1)), List.of(file("two", FIRST + 2)));
    imports.done(List.of(file("one", FIRST), file("one", FIRST + 1)));
    imports.abandon(List.of(file("two", FIRST + 2)));
    for (Imports known : List.of(imports, Imports.read(lake, FIRST))) {
      assertThat(known.open()).isEmpty();
      assertThat(known.files()).hasSize(2);
      assertThat(known.imported("orders", "file:/orders/100")).contains(file("one", FIRST));
      assertThat(known.imported("others", "file:/orders/100")).isEmpty();
      assertThat(known.imported("orders", "file:/orders/102")).isEmpty();
    }
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    Imports imports = Imports.of(lake, FIRST);
    assertThat(imports.nextNumber()).isEqualTo(FIRST);
    imports.intend(List.of(file("one", FIRST + 4)));
    imports.abandon(List.of(file("one", FIRST + 4)));
    assertThat(imports.nextNumber()).isEqualTo(FIRST + 5);
    assertThat(Imports.read(lake, FIRST).nextNumber()).isEqualTo(FIRST + 5);
  }

  @Test
  void ofTwoWritersThatHaveReadTheSameOneFails() {
    Imports.of(lake, FIRST).intend(List.of(file("zero", FIRST)));
    Imports first = Imports.of(lake, FIRST);
    Imports second = Imports.of(lake, FIRST);
    first.intend(List.of(file("one", FIRST + 1)));
    assertThatThrownBy(() -> second.intend(List.of(file("two", FIRST + 1))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another import");
  }

  @Test
  void withoutATableThereIsNothing() {
    Imports imports = Imports.read(lake, FIRST);
    assertThat(imports.files()).isEmpty();
    assertThat(imports.open()).isEmpty();
    assertThat(lake.exists(Imports.TABLE)).isFalse();
  }
}
