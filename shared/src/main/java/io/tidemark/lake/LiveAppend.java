package io.tidemark.lake;

import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.flink.sink.SinkUtil;

/**
 * An append that knows which job's it is, and whether it brings anything; its table says when it is
 * committed.
 */
final class LiveAppend implements AppendFiles {

  private final AppendFiles append;
  private final Commit commit;
  private boolean bringsNothing = true;
  private String job;

  /** What is done in place of the append's own commit. */
  interface Commit {
    /**
     * @param job Flink's id of it; null if the append names none
     */
    void commit(AppendFiles append, String job, boolean bringsNothing);
  }

  LiveAppend(AppendFiles append, Commit commit) {
    this.append = append;
    this.commit = commit;
  }

  @Override
  public AppendFiles appendFile(DataFile file) {
    bringsNothing = false;
    append.appendFile(file);
    return this;
  }

  @Override
  public AppendFiles appendManifest(ManifestFile file) {
    bringsNothing = false;
    append.appendManifest(file);
    return this;
  }

  @Override
  public void commit() {
    commit.commit(append, job, bringsNothing);
  }

  @Override
  public AppendFiles set(String property, String value) {
    if (property.equals(SinkUtil.FLINK_JOB_ID)) {
      job = value;
    }
    append.set(property, value);
    return this;
  }

  @Override
  public AppendFiles deleteWith(Consumer<String> deleteFunction) {
    append.deleteWith(deleteFunction);
    return this;
  }

  @Override
  public AppendFiles stageOnly() {
    append.stageOnly();
    return this;
  }

  @Override
  public AppendFiles scanManifestsWith(ExecutorService executor) {
    append.scanManifestsWith(executor);
    return this;
  }

  @Override
  public AppendFiles toBranch(String branch) {
    append.toBranch(branch);
    return this;
  }

  @Override
  public AppendFiles validateWith(SnapshotAncestryValidator validator) {
    append.validateWith(validator);
    return this;
  }

  @Override
  public Snapshot apply() {
    return append.apply();
  }

  @Override
  public Object updateEvent() {
    return append.updateEvent();
  }
}
