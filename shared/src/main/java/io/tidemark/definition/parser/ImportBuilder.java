package io.tidemark.definition.parser;

/** Builder of an import; see {@link StreamBuilder#files}. */
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

  /** Sets the format: {@code parquet}, {@code avro}, {@code json} or {@code csv}. */
  public ImportBuilder format(String format) {
    files.put("format", format);
    return this;
  }

  /** Sets the character between the values of a line of CSV. */
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
