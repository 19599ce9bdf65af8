package io.tidemark.lake.live;

import io.tidemark.lake.TableCreator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.metrics.MetricsReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Table of a live job's Iceberg sink, opened by {@link LiveTableLoader}. A checkpoint with files is
 * committed at once. The commit of one without files is put off, and a later one stands for it: a
 * checkpoint with files, the last of {@code mostQuiet} quiet ones, or the end of the job. A
 * snapshot for each quiet checkpoint would grow the metadata without end.
 *
 * <p>The first checkpoint of a job is committed in any case: by it {@link CommonCheckpoint} knows
 * that the job writes the table.
 */
final class LiveTable extends BaseTable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTable.class);

  private static final long serialVersionUID = 1L;

  private final transient int mostQuiet;
  private final transient Runnable afterCommit;
  private transient int quiet;
  private transient SeenCheckpoints seen;
  private transient AppendFiles putOff;

  /**
   * @param mostQuiet of so many checkpoints in a row that bring nothing, one is committed
   * @param afterCommit called when a snapshot was added
   */
  LiveTable(
      TableOperations operations,
      String name,
      MetricsReporter reporter,
      int mostQuiet,
      Runnable afterCommit) {
    super(operations, name, reporter);
    this.mostQuiet = mostQuiet;
    this.afterCommit = afterCommit;
    this.seen = SeenCheckpoints.NONE;
  }

  /** Iceberg's sink would leave out quiet checkpoints itself, and forget how far it was. */
  @Override
  public Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>(super.properties());
    properties.put(TableCreator.EMPTY_COMMITS, "1");
    return properties;
  }

  @Override
  public AppendFiles newAppend() {
    return new LiveAppendFiles(super.newAppend(), this::commit);
  }

  /** What an earlier job left in the checkpoint comes before what this one brings. */
  private void commit(AppendFiles append, Optional<LiveCommit> said, boolean bringsNothing) {
    boolean first = said.map(seen::isFirst).orElse(true);
    seen = said.map(seen::and).orElse(seen);
    seen.allHave().ifPresent(c -> append.set(SeenCheckpoints.ALL_HAVE, String.valueOf(c)));
    if (bringsNothing && !first && ++quiet < mostQuiet) {
      putOff = append;
      return;
    }
    append.commit();
    putOff = null;
    quiet = 0;
    afterCommit.run();
  }

  /**
   * Says how far the table is, if that was put off. Nothing is lost where it fails: the other
   * tables then tell that this one is at most a little behind.
   */
  void sayHowFar() {
    AppendFiles last = putOff;
    putOff = null;
    if (last != null) {
      try {
        last.commit();
      } catch (RuntimeException e) {
        LOG.info("Table {} does not say how far it is: {}", name(), e.getMessage());
      }
    }
  }
}
