package io.tidemark.lake;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to replace a range of a table.
 *
 * @param id unlike that of any other run
 * @param range what is replaced: all of it, nothing else
 * @param began the table when the run began; what was committed since may be in its way
 * @param agreed what the table said of its rows then
 */
public record RangeRun(String id, TimeRange range, TableVersion began, AgreedDefinition agreed) {

  private static final Logger LOG = LoggerFactory.getLogger(RangeRun.class);

  private static final String TAG = "tidemark-run-";

  /** Of a run that died, the tag goes after that time. */
  private static final long TAG_MILLIS = Duration.ofDays(1).toMillis();

  /** Begins a run; refuses a range that could not be published, before anything is computed. */
  public static RangeRun begin(TableLayout layout, Table table, String id, TimeRange range) {
    TableVersion began = TableVersion.of(table);
    AgreedDefinition agreed = AgreedDefinition.of(layout, table);
    RangeBorders.check(table, range);
    return new RangeRun(id, range, began, agreed);
  }

  /** Until it is closed, the table keeps what is committed: it is looked at in the end. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Has the table keep what is committed from now on. */
  public Hold hold(Table table) {
    if (began.snapshot().isEmpty()) {
      return () -> {};
    }
    table
        .manageSnapshots()
        .createTag(tag(), began.snapshot().getAsLong())
        .setMaxRefAgeMs(tag(), TAG_MILLIS)
        .commit();
    return () -> release(table);
  }

  private void release(Table table) {
    try {
      table.refresh();
      if (table.refs().containsKey(tag())) {
        table.manageSnapshots().removeTag(tag()).commit();
      }
    } catch (RuntimeException e) {
      LOG.warn("Tag {} of table {} stays for a day: {}", tag(), table.name(), e.toString());
    }
  }

  private String tag() {
    return TAG + id;
  }

  /** Snapshots that runs began from which are under way. */
  static Set<Long> begun(Table table) {
    Set<Long> begun = new HashSet<>();
    table
        .refs()
        .forEach(
            (name, ref) -> {
              if (name.startsWith(TAG)) {
                begun.add(ref.snapshotId());
              }
            });
    return begun;
  }
}
