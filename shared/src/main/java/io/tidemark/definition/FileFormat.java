package io.tidemark.definition;

/** Formats of files that events are imported from. */
public enum FileFormat {
  /** Plain Parquet, by whatever wrote it. */
  PARQUET,
  /** Avro's container files. */
  AVRO,
  /** One JSON object a line. */
  JSON,
  /** Comma-separated values with a line of names. */
  CSV
}
