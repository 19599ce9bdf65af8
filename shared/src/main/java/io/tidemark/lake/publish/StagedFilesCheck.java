package io.tidemark.lake.publish;

import io.tidemark.definition.Problem;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.IcebergSchemaConverter;
import io.tidemark.lake.write.StagedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * Checks staged files before {@link RangePublisher} lets them replace anything: as many rows as the
 * job produced, within range and partition, for the schema and partition spec that the run began
 * with.
 */
final class StagedFilesCheck {

  private static final String RULE = "only what was checked is published";
  private static final String EXAMPLE = "run it again; if it stays, this is a defect to report";

  private final Table table;
  private final RangePublishPlan run;
  private final List<Problem> problems = new ArrayList<>();

  private StagedFilesCheck(Table table, RangePublishPlan run) {
    this.table = table;
    this.run = run;
  }

  /** All that is wrong; none is right. */
  static List<Problem> problems(
      Table table, RangePublishPlan run, List<StagedFile> files, long rowsProduced) {
    StagedFilesCheck audit = new StagedFilesCheck(table, run);
    audit.checkTable();
    audit.checkRows(files, rowsProduced);
    Set<String> locations = new HashSet<>();
    files.forEach(file -> audit.checkFile(file, file.dataFile(), locations));
    return audit.problems;
  }

  private void checkTable() {
    table.refresh();
    if (table.schema().schemaId() != run.began().schemaId()) {
      miss("the table's columns were changed since the run began");
    }
    if (table.spec().specId() != run.began().specId()) {
      miss("the table's partitioning was changed since the run began");
    }
  }

  private void checkRows(List<StagedFile> files, long rowsProduced) {
    long staged = files.stream().mapToLong(StagedFile::rows).sum();
    if (staged != rowsProduced) {
      miss("the job produced " + rowsProduced + " rows, but the staged files hold " + staged);
    }
  }

  private void checkFile(StagedFile staged, DataFile file, Set<String> locations) {
    if (!locations.add(file.location())) {
      miss(file.location() + " is staged twice");
    }
    if (file.recordCount() != staged.rows()) {
      miss(
          file.location()
              + ": "
              + staged.rows()
              + " rows were written, the file holds "
              + file.recordCount());
    }
    if (!run.range().contains(staged.firstTime()) || !run.range().contains(staged.lastTime())) {
      miss(file.location() + " has rows " + times(staged) + ", outside of " + run.range());
    }
    checkPartition(staged, file);
  }

  private void checkPartition(StagedFile staged, DataFile file) {
    TimePartitioning partitioning = IcebergSchemaConverter.partitioning(table.spec());
    if (file.specId() != run.began().specId() || partitioning == null) {
      miss(file.location() + " is of another partitioning");
    } else if (partitioning != TimePartitioning.NONE) {
      long length = partitioning.length().toMillis();
      long partition = file.partition().get(0, Integer.class);
      if (Math.floorDiv(staged.firstTime(), length) != partition
          || Math.floorDiv(staged.lastTime(), length) != partition) {
        miss(file.location() + " has rows " + times(staged) + ", outside of its partition");
      }
    }
  }

  private static String times(StagedFile file) {
    return "from "
        + Instant.ofEpochMilli(file.firstTime())
        + " to "
        + Instant.ofEpochMilli(file.lastTime());
  }

  private void miss(String what) {
    problems.add(new Problem("run " + run.id(), what + "; nothing was published", RULE, EXAMPLE));
  }
}
