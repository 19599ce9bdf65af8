package io.tidemark.lake.write;

import org.apache.iceberg.DataFile;
import org.apache.iceberg.util.SerializationUtil;

/**
 * Data file that is written but belongs to no snapshot yet, with what {@link StagedFileWriter}
 * counted: {@code RangePublisher} compares these with the file's own statistics before it commits.
 *
 * @param content the serialized Iceberg file: location, partition, statistics
 * @param rows rows handed to its writer
 * @param firstTime least event time of those rows, in milliseconds
 * @param lastTime greatest event time of those rows, in milliseconds
 */
public record StagedFile(byte[] content, long rows, long firstTime, long lastTime) {

  static StagedFile of(DataFile file, long rows, long firstTime, long lastTime) {
    return new StagedFile(SerializationUtil.serializeToBytes(file), rows, firstTime, lastTime);
  }

  /** The file as Iceberg knows it. */
  public DataFile dataFile() {
    return SerializationUtil.deserializeFromBytes(content);
  }
}
