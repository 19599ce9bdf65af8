package io.tidemark.event.file;

import io.tidemark.event.JsonFormat;
import io.tidemark.event.RejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.MappingIterator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * CSV with a line of names, by Jackson (RFC 4180: quotes, line breaks inside of them). A record is
 * read as a JSON object of texts; an empty value without quotes is NULL.
 */
final class CsvRows implements FileRows {

  private final MappingIterator<ObjectNode> records;
  private final JsonFormat json;
  private ObjectNode record;

  CsvRows(InputStream input, char delimiter, RowType shape, JsonFormat json) throws IOException {
    CsvMapper mapper = new CsvMapper();
    mapper.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
    mapper.enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL);
    this.records =
        mapper
            .readerFor(ObjectNode.class)
            .with(CsvSchema.emptySchema().withHeader().withColumnSeparator(delimiter))
            .readValues(input);
    this.json = json;
    records.hasNextValue(); // reads the names
    requireColumns(shape);
  }

  private void requireColumns(RowType shape) throws IOException {
    CsvSchema names = (CsvSchema) records.getParser().getSchema();
    List<String> missing = new ArrayList<>();
    shape.getFieldNames().stream().filter(n -> names.column(n) == null).forEach(missing::add);
    if (!missing.isEmpty()) {
      throw new IOException("no column " + String.join(", ", missing) + " in its first line");
    }
  }

  @Override
  public boolean advance() throws IOException {
    try {
      if (!records.hasNextValue()) {
        return false;
      }
      record = records.nextValue();
      return true;
    } catch (JsonProcessingException e) {
      throw new IOException(
          "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public RowData read() throws RejectedException {
    return json.read(record);
  }

  @Override
  public byte[] text() {
    return record.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
