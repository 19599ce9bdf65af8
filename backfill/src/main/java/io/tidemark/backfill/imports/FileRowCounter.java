package io.tidemark.backfill.imports;

import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.table.data.RowData;

/**
 * Counts rows by the number of their file in an accumulator and passes them on; {@link StagingJob}
 * compares the counts with the staged files.
 */
final class FileRowCounter extends RichFilterFunction<RowData> {

  private static final long serialVersionUID = 1L;

  private final int numberIndex;
  private final String accumulator;
  private transient Counts counts;

  FileRowCounter(int numberIndex, String accumulator) {
    this.numberIndex = numberIndex;
    this.accumulator = accumulator;
  }

  @Override
  public void open(OpenContext context) {
    counts = new Counts();
    getRuntimeContext().addAccumulator(accumulator, counts);
  }

  @Override
  public boolean filter(RowData row) {
    counts.add(row.getInt(numberIndex));
    return true;
  }

  /** Rows by the number of their file. */
  static final class Counts implements SimpleAccumulator<HashMap<Integer, Long>> {

    private static final long serialVersionUID = 1L;

    /** The task counts, and the one who reports how far it is reads. */
    private final ConcurrentHashMap<Integer, long[]> rows = new ConcurrentHashMap<>();

    private void add(int number) {
      rows.computeIfAbsent(number, n -> new long[1])[0]++;
    }

    @Override
    public void add(HashMap<Integer, Long> value) {
      value.forEach((n, count) -> rows.computeIfAbsent(n, k -> new long[1])[0] += count);
    }

    @Override
    public HashMap<Integer, Long> getLocalValue() {
      HashMap<Integer, Long> value = new HashMap<>();
      rows.forEach((n, count) -> value.put(n, count[0]));
      return value;
    }

    @Override
    public void resetLocal() {
      rows.clear();
    }

    @Override
    public void merge(Accumulator<HashMap<Integer, Long>, HashMap<Integer, Long>> other) {
      add(other.getLocalValue());
    }

    @Override
    public Accumulator<HashMap<Integer, Long>, HashMap<Integer, Long>> clone() {
      Counts copy = new Counts();
      rows.forEach((n, count) -> copy.rows.put(n, count.clone()));
      return copy;
    }
  }
}
