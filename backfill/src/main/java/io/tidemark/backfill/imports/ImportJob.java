package io.tidemark.backfill.imports;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.lake.Lake;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.pipeline.Workspace;
import java.util.List;
import org.apache.iceberg.io.FileIO;

/**
 * Adds the records of files to the event table of a stream, each file once: all of its events with
 * one commit, or none of them.
 *
 * <pre>{@code
 * ImportResult result =
 *     new ImportJob(workspace, new ImportSettings(8L << 30, false), progress)
 *         .run(definition, List.of("s3://archive/orders/"), runId);
 * }</pre>
 *
 * <p>{@link SourceFileEnumerator} finds the files, {@link ImportRunner} has them staged and commits
 * them.
 */
public final class ImportJob {

  private final Workspace workspace;
  private final ImportSettings settings;
  private final ImportProgressListener progress;

  public ImportJob(Workspace workspace, ImportSettings settings, ImportProgressListener progress) {
    this.workspace = workspace;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Imports what was not imported before.
   *
   * @param locations files and folders
   * @param runId unlike that of any other run
   * @throws io.tidemark.definition.UserException if there are no files, one has changed since it
   *     was imported, or another import was faster; what was committed until then stays
   */
  public ImportResult run(ImportDefinition definition, List<String> locations, String runId)
      throws Exception {
    try (Lake lake = workspace.openLake();
        FileIO io = lake.files()) {
      lake.ensureAll(PipelineTables.of(workspace.pipeline()));
      StagingJob staging =
          new StagingJob(workspace, lake, io, definition, runId, new ReadProgressTracker(progress));
      return new ImportRunner(lake, definition.stream(), settings, progress, staging)
          .of(new SourceFileEnumerator(io).in(locations), System.currentTimeMillis());
    }
  }
}
