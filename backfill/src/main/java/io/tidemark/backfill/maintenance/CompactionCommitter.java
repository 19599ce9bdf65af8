package io.tidemark.backfill.maintenance;

import io.tidemark.definition.UserException;
import io.tidemark.lake.SnapshotProperties;
import io.tidemark.lake.publish.RunSnapshot;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagedFileCleaner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Replaces data files by others with the same rows: all at once, or, where somebody has replaced
 * some of them meanwhile, partition by partition those that are as they were. The new files keep
 * the sequence number of the batch ({@link RewriteBatch#sequence}).
 */
final class CompactionCommitter {

  /** What {@link SnapshotProperties#OPERATION} says of its snapshots. */
  static final String NAME = "compact";

  private final Table table;
  private final long snapshot;
  private final String runId;

  private int commits;
  private int refused;
  private long filesOut;
  private long filesIn;

  /** Files of one partition, and what takes their place. */
  private record Swap(List<DataFile> before, List<DataFile> after) {
    Swap() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    boolean isOneSided() {
      return before.isEmpty() || after.isEmpty();
    }
  }

  /**
   * @param snapshot whose files were rewritten
   */
  CompactionCommitter(Table table, long snapshot, String runId) {
    this.table = table;
    this.snapshot = snapshot;
    this.runId = runId;
  }

  /**
   * @throws UserException if it is not known whether they were replaced
   */
  void replace(RewriteBatch batch, List<StagedFile> staged) {
    List<DataFile> after = staged.stream().map(StagedFile::dataFile).toList();
    Collection<Swap> partitions = byPartition(batch.files(), after);
    Swap all = new Swap(batch.files(), after);
    if (tried(all, batch.sequence())) {
      return;
    }
    if (partitions.stream().anyMatch(Swap::isOneSided)) {
      replaceNone(all); // rows have gone to other partitions: the table has others since
    } else {
      partitions.forEach(swap -> replaceOne(swap, batch.sequence()));
    }
  }

  /** Partitions that were left as they are, for somebody else has written them anew. */
  int refused() {
    return refused;
  }

  /** Files that were taken out. */
  long filesOut() {
    return filesOut;
  }

  /** Files that took their place. */
  long filesIn() {
    return filesIn;
  }

  private static Collection<Swap> byPartition(List<DataFile> before, List<DataFile> after) {
    Map<Object, Swap> partitions = new LinkedHashMap<>();
    before.forEach(f -> partitions.computeIfAbsent(key(f), k -> new Swap()).before().add(f));
    after.forEach(f -> partitions.computeIfAbsent(key(f), k -> new Swap()).after().add(f));
    return partitions.values();
  }

  private static Object key(ContentFile<?> file) {
    List<Object> key = new ArrayList<>();
    key.add(file.specId());
    for (int i = 0; i < file.partition().size(); i++) {
      key.add(file.partition().get(i, Object.class));
    }
    return key;
  }

  private void replaceNone(Swap all) {
    refused++;
    StagedFileCleaner.delete(table.io(), all.after().stream().map(ContentFile::location).toList());
  }

  private void replaceOne(Swap swap, long sequence) {
    if (!tried(swap, sequence)) {
      replaceNone(swap);
    }
  }

  /** False where it was refused. */
  private boolean tried(Swap swap, long sequence) {
    String id = runId + "-" + commits++;
    RewriteFiles rewrite =
        table.newRewrite().validateFromSnapshot(snapshot).dataSequenceNumber(sequence);
    swap.before().forEach(rewrite::deleteFile);
    swap.after().forEach(rewrite::addFile);
    rewrite.set(SnapshotProperties.RUN_ID, id).set(SnapshotProperties.OPERATION, NAME);
    try {
      rewrite.commit();
    } catch (RuntimeException e) {
      if (e instanceof ValidationException || e instanceof CleanableFailure) {
        return false;
      }
      requireCommitted(id, e);
    }
    filesOut += swap.before().size();
    filesIn += swap.after().size();
    return true;
  }

  private void requireCommitted(String id, RuntimeException failure) {
    try {
      if (RunSnapshot.find(table, id, OptionalLong.of(snapshot)).isPresent()) {
        return;
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    throw new UserException(
        "table " + table.name(),
        "the catalog's answer to the commit of " + id + " was lost: " + failure.getMessage(),
        "the new files are kept, since a snapshot may name them; rows are the same either way",
        "run it again");
  }
}
