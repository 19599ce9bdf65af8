package io.tidemark.definition;

/** Format of the files that an {@link ImportDefinition} reads. */
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
