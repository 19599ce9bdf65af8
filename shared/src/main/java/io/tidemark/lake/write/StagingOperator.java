package io.tidemark.lake.write;

import io.tidemark.lake.TimeColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Writes rows, sorted by partition, to one data file after the other and emits a {@link StagedFile}
 * each. The files of a failed attempt are deleted.
 */
final class StagingOperator extends AbstractStreamOperator<StagedFile>
    implements OneInputStreamOperator<RowData, StagedFile>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final Table table;
  private final RowType rowType;
  private final TimeColumn time;
  private final PartitionHashSelector groups;

  private transient OutputFileFactory files;
  private transient List<String> written;
  private transient StagedFileWriter writer;
  private transient long targetSize;
  private transient PartitionKey group;
  private transient boolean done;

  StagingOperator(Table table, RowType rowType, TimeColumn time, PartitionHashSelector groups) {
    this.table = table;
    this.rowType = rowType;
    this.time = time;
    this.groups = groups;
  }

  /**
   * One element a file.
   *
   * @param rows sorted by partition
   * @param uid uid and name of the operator
   */
  static DataStream<StagedFile> attach(
      DataStream<RowData> rows, StagingOperator operator, String uid) {
    return rows.transform(uid, TypeInformation.of(StagedFile.class), operator)
        .uid(uid)
        .setParallelism(rows.getParallelism());
  }

  @Override
  public void open() throws Exception {
    super.open();
    var task = getRuntimeContext().getTaskInfo();
    files =
        OutputFileFactory.builderFor(table, task.getIndexOfThisSubtask(), task.getAttemptNumber())
            .format(FileFormat.PARQUET)
            .build();
    written = new ArrayList<>();
    targetSize =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
  }

  @Override
  public void processElement(StreamRecord<RowData> element) throws Exception {
    RowData row = element.getValue();
    PartitionKey rowGroup = groups.of(row);
    if (writer != null && (!rowGroup.equals(group) || writer.isFull(targetSize))) {
      finishFile();
    }
    if (writer == null) {
      group = rowGroup.copy();
      writer = StagedFileWriter.open(table, rowType, files, row);
      written.add(writer.location());
    }
    writer.write(row, time.millis(row));
  }

  @Override
  public void endInput() throws Exception {
    if (writer != null) {
      finishFile();
    }
    done = true;
  }

  private void finishFile() throws Exception {
    StagedFile file = writer.finish();
    writer = null;
    output.collect(new StreamRecord<>(file, file.lastTime()));
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (done || written == null) {
      return;
    }
    try {
      if (writer != null) {
        writer.abort();
      }
    } finally {
      StagedFileCleaner.delete(table.io(), written);
    }
  }
}
