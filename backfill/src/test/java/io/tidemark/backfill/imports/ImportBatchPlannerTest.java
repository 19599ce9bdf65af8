package io.tidemark.backfill.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.iceberg.io.FileInfo;

/**
 * Whatever the sizes: every file is in one portion, in order, and none is larger than it must be.
 */
class ImportBatchPlannerTest {

  private static final long MOST = 100;

  @Property
  void filesAreDividedUpInTheirOrder(
      @ForAll @Size(max = 30) List<@LongRange(min = 1, max = 150) Long> sizes) {
    List<FileInfo> files = sizes.stream().map(size -> new FileInfo("file", size, 0)).toList();
    List<List<FileInfo>> portions = ImportBatchPlanner.of(files, MOST);
    assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(files);
    for (int i = 0; i < portions.size(); i++) {
      assertThat(portions.get(i)).isNotEmpty();
      assertThat(bytes(portions.get(i)) <= MOST || portions.get(i).size() == 1).isTrue();
      if (i > 0) {
        FileInfo next = portions.get(i).get(0);
        assertThat(bytes(portions.get(i - 1)) + next.size()).isGreaterThan(MOST);
      }
    }
  }

  private static long bytes(List<FileInfo> portion) {
    return portion.stream().mapToLong(FileInfo::size).sum();
  }
}
