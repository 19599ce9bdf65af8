package io.tidemark.definition.parser;

/** The settings of an import that is being built; see {@link PipelineBuilder}. */
public final class ImportBuilder {

  private final ConfigNodeBuilder files;
  private final ConfigNodeBuilder columns;
  private final ConfigNodeBuilder values;
  private boolean hasColumns;

  ImportBuilder(ConfigNodeBuilder files) {
    this.files = files;
    this.columns = files.section("columns");
    this.values = files.section("values");
  }

  /** One of {@code parquet}, {@code avro}, {@code json}, {@code csv}. */
  public ImportBuilder format(String format) {
    files.put("format", format);
    return this;
  }

  /** What stands between the values of a line of CSV. */
  public ImportBuilder delimiter(String delimiter) {
    files.put("delimiter", delimiter);
    return this;
  }

  /** Adds a column of the files; without any, they have those of the stream. */
  public ImportBuilder column(String name, String type) {
    hasColumns = true;
    columns.put(name, type);
    return this;
  }

  /** Says which value a column of the stream gets: an expression over the columns of the files. */
  public ImportBuilder value(String column, String sql) {
    values.put(column, sql);
    return this;
  }

  void finish() {
    if (hasColumns) {
      files.put("columns", columns);
    }
    files.put("values", values);
  }
}
