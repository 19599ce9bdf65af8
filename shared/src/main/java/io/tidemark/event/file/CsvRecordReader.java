package io.tidemark.event.file;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import io.tidemark.event.format.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectReader;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads CSV with a line of names, by Jackson; {@link CsvRecordSplitter} cuts it into records,
 * {@link JsonFormat} reads a record as an object of texts. An empty value without quotes is NULL. A
 * record that has more or fewer values than there are names is a reject: nobody knows which values
 * they are.
 */
final class CsvRecordReader implements FileRecordReader {

  private final CsvRecordSplitter records;
  private final ObjectReader values;
  private final JsonFormat json;
  private final List<String> names;
  private String line;
  private ObjectNode record; // null if the line is none
  private String problem;

  CsvRecordReader(InputStream input, char delimiter, RowType shape, JsonFormat json)
      throws IOException {
    this.records = new CsvRecordSplitter(input, delimiter);
    this.values =
        new CsvMapper()
            .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
            .readerFor(String[].class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(CsvSchema.emptySchema().withColumnSeparator(delimiter));
    this.json = json;
    this.names = names();
    requireColumns(shape);
  }

  private List<String> names() throws IOException {
    if (!nextLine()) {
      return List.of();
    }
    String[] first = values.readValue(line);
    return Stream.of(first).map(name -> name == null ? "" : name.trim()).toList();
  }

  private void requireColumns(RowType shape) throws IOException {
    List<String> missing = new ArrayList<>();
    for (String name : shape.getFieldNames()) {
      int times = Collections.frequency(names, name);
      if (times == 0) {
        missing.add(name);
      } else if (times > 1) {
        throw new IOException("more than one column " + name + " in its first line");
      }
    }
    if (!missing.isEmpty()) {
      throw new IOException("no column " + String.join(", ", missing) + " in its first line");
    }
  }

  @Override
  public boolean advance() throws IOException {
    if (!nextLine()) {
      return false;
    }
    record = null;
    try {
      String[] found = values.readValue(line);
      if (found.length == names.size()) {
        record = object(found);
      } else {
        problem =
            "it has %d values, and the first line has %d names"
                .formatted(found.length, names.size());
      }
    } catch (JsonProcessingException e) {
      problem = e.getOriginalMessage();
    }
    return true;
  }

  /** Moves on to the next line that is a record; empty ones are none. */
  private boolean nextLine() throws IOException {
    do {
      line = records.next();
    } while (line != null && line.chars().allMatch(c -> c == ' '));
    return line != null;
  }

  private ObjectNode object(String[] found) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < found.length; i++) {
      object.put(names.get(i), found[i]);
    }
    return object;
  }

  @Override
  public RowData read() throws RejectedException {
    if (record == null) {
      throw new RejectedException(RejectReason.MALFORMED, problem);
    }
    return json.read(record);
  }

  @Override
  public byte[] text() {
    String text = record == null ? line : record.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
