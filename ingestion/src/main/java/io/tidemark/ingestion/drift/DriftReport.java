package io.tidemark.ingestion.drift;

import java.util.List;
import java.util.Optional;

/**
 * Fields that messages have and no column of their stream reads; result of {@link DriftScan}.
 *
 * @param messages how many were looked at
 * @param fields those that some of them have, the most frequent first
 */
public record DriftReport(long messages, List<Field> fields) {

  /**
   * One of them.
   *
   * @param path to it, as the pipeline file has it
   * @param type of a column that could read all its values; empty where none could
   * @param messages how many have it
   * @param example a value, as JSON
   */
  public record Field(String path, Optional<String> type, long messages, String example) {}
}
