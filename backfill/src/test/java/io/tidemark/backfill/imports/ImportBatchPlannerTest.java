package io.tidemark.backfill.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.iceberg.io.FileInfo;

/** Whatever the sizes: every file is in one batch, in order, and none is larger than it must be. */
class ImportBatchPlannerTest {

  private static final long MOST = 100;

  @Property
  void filesAreDividedUpInTheirOrder(
      @ForAll @Size(max = 30) List<@LongRange(min = 1, max = 150) Long> sizes) {
    List<FileInfo> files = sizes.stream().map(size -> new FileInfo("file", size, 0)).toList();
    List<List<FileInfo>> batches = ImportBatchPlanner.of(files, MOST);
    assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(files);
    for (int i = 0; i < batches.size(); i++) {
      assertThat(batches.get(i)).isNotEmpty();
      assertThat(bytes(batches.get(i)) <= MOST || batches.get(i).size() == 1).isTrue();
      if (i > 0) {
        FileInfo next = batches.get(i).get(0);
        assertThat(bytes(batches.get(i - 1)) + next.size()).isGreaterThan(MOST);
      }
    }
  }

  private static long bytes(List<FileInfo> batch) {
    return batch.stream().mapToLong(FileInfo::size).sum();
  }
}
