package io.tidemark.lake.ledger;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.write.RowFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Table of heals: ranges that were recomputed because of late events, and the sequence number of
 * the late ledger that each recomputation knew. {@link LateLedgerReader} compares it with the
 * entries, so that nothing is rewritten in {@link LateLedger}, to which the live job appends.
 */
public final class HealLog {

  /** Name of the table. */
  public static final String TABLE = "heals";

  private static final String FEATURE_SET = "feature_set";
  private static final String RANGE_FROM = "range_from";
  private static final String RANGE_TO = "range_to";
  private static final String LEDGER = "ledger_sequence_number";

  private static final LogicalType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);
  private static final LogicalType TIME = new LocalZonedTimestampType(false, 3);

  /** What the table looks like. */
  public static final TableLayout LAYOUT =
      new TableLayout(
          TABLE,
          "Ranges of feature rows that were recomputed because of late events.",
          List.of(
              new LayoutColumn(FEATURE_SET, STRING, "the feature set"),
              new LayoutColumn(RANGE_FROM, TIME, "first moment of the range"),
              new LayoutColumn(RANGE_TO, TIME, "first moment after the range"),
              new LayoutColumn(
                  LEDGER,
                  new BigIntType(false),
                  "sequence number of the late ledger's snapshot up to which entries are healed"),
              new LayoutColumn("run_id", STRING, "the backfill that did it")),
          TimePartitioning.NONE,
          "");

  private final Table table;

  private HealLog(Table table) {
    this.table = table;
  }

  /** The heals of a lake; the table is made if it is missing. */
  public static HealLog of(Lake lake) {
    return new HealLog(lake.ensure(LAYOUT, Map.of()));
  }

  /**
   * Notes that a range was recomputed.
   *
   * @param ledger sequence number of the ledger's snapshot that the recomputation knew
   */
  public void add(String featureSet, TimeRange range, long ledger, String runId) {
    GenericRowData row =
        GenericRowData.of(
            StringData.fromString(featureSet),
            TimestampData.fromEpochMillis(range.from()),
            TimestampData.fromEpochMillis(range.to()),
            ledger,
            StringData.fromString(runId));
    table
        .newAppend()
        .appendFile(RowFileWriter.write(table, LAYOUT.rowType(), List.of(row)))
        .commit();
  }

  /**
   * Sequence numbers of the late ledger that heals have known: what the ledger has before one and
   * behind it must stay apart. None where nothing was ever healed.
   */
  public static SortedSet<Long> ledgerBorders(Lake lake) {
    SortedSet<Long> borders = new TreeSet<>();
    if (!lake.exists(TABLE)) {
      return borders;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.table(TABLE)).select(LEDGER).build()) {
      rows.forEach(row -> borders.add((Long) row.getField(LEDGER)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return borders;
  }

  /**
   * What is healed of a set, by partition.
   *
   * @param length of a partition, in milliseconds
   * @return by first moment of the partition, up to which sequence number of the ledger
   */
  Map<Long, Long> partitions(String featureSet, long length) {
    Map<Long, Long> healed = new HashMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(Expressions.equal(FEATURE_SET, featureSet)).build()) {
      for (Record row : rows) {
        long to = RecordTimes.millis(row, RANGE_TO);
        for (long p = RecordTimes.millis(row, RANGE_FROM); p < to; p += length) {
          healed.merge(p, (Long) row.getField(LEDGER), Math::max);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return healed;
  }
}
