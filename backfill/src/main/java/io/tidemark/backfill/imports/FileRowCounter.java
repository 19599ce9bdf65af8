package io.tidemark.backfill.imports;

import io.tidemark.event.EventLayout;
import io.tidemark.lake.TableLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * Counts rows by the number of their file in an accumulator and passes them on; {@link StagingJob}
 * compares the counts with the staged files.
 */
final class FileRowCounter extends RichFilterFunction<RowData> {

  private static final String UID = "count-";
  private static final String COUNTER = "-by-file";
  private static final long serialVersionUID = 1L;

  private final int numberIndex;
  private final String accumulator;
  private transient Counts counts;

  private FileRowCounter(int numberIndex, String accumulator) {
    this.numberIndex = numberIndex;
    this.accumulator = accumulator;
  }

  /**
   * The rows as they are.
   *
   * @param layout of a table that knows the file of a row
   * @param what the rows are called, unlike any others of the job
   */
  static DataStream<RowData> attach(DataStream<RowData> rows, TableLayout layout, String what) {
    int numberIndex = layout.rowType().getFieldIndex(EventLayout.PARTITION);
    return rows.filter(new FileRowCounter(numberIndex, what + COUNTER))
        .name("count " + what)
        .uid(UID + what);
  }

  /** What was counted of such rows, by the number of their file. */
  static Map<Integer, Long> counts(JobExecutionResult end, String what) {
    Map<Integer, Long> counts = end.getAccumulatorResult(what + COUNTER);
    return counts == null ? new HashMap<>() : counts;
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
