package io.tidemark.lake.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;

/**
 * Append that knows which checkpoint it commits and whether it adds a file; {@link LiveTable}
 * decides when it is committed.
 */
final class LiveAppendFiles implements AppendFiles {

  private final AppendFiles append;
  private final Commit commit;
  private final Map<String, String> summary = new HashMap<>();
  private boolean bringsNothing = true;

  /** Action in place of the append's own commit. */
  interface Commit {
    /**
     * @param said of which checkpoint it is; empty if it does not say so
     */
    void commit(AppendFiles append, Optional<LiveCommit> said, boolean bringsNothing);
  }

  LiveAppendFiles(AppendFiles append, Commit commit) {
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
    commit.commit(append, LiveCommit.of(summary), bringsNothing);
  }

  @Override
  public AppendFiles set(String property, String value) {
    summary.put(property, value);
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
