package io.tidemark.event.file;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.event.RejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.ResolvingFileIO;

/**
 * Fixture of imports: reads files by {@link ImportFileReader}, each record as text or as the reason
 * why it is none.
 */
final class FileFixture {

  private final ResolvingFileIO io = new ResolvingFileIO();

  FileFixture() {
    io.setConf(new Configuration());
    io.initialize(Map.of());
  }

  void close() {
    io.close();
  }

  /** An import with columns as {@code name, type, name, type}. */
  static ImportDefinition definition(String format, String... columns) {
    return PipelineBuilder.named("p").stream(
            "s",
            s ->
                s.topic("t")
                    .column("id", "BIGINT NOT NULL")
                    .column("at", "BIGINT NOT NULL")
                    .id("id")
                    .time("at")
                    .files(
                        "f",
                        f -> {
                          f.format(format).value("id", "_row").value("at", "_row");
                          for (int i = 0; i < columns.length; i += 2) {
                            f.column(columns[i], columns[i + 1]);
                          }
                        }))
        .build()
        .findImport("f")
        .orElseThrow();
  }

  /** Each record as a text of its values, or the reason why it is none. */
  List<String> read(Path file, ImportDefinition definition) throws IOException {
    FileRowLayout layout = FileRowLayout.of(definition);
    List<String> rows = new ArrayList<>();
    ImportFile source = file("file:" + file, Files.size(file));
    try (ImportFileReader.Records records = new ImportFileReader(definition, io).open(source)) {
      while (records.advance()) {
        try {
          rows.add(text(records.read(), layout));
        } catch (RejectedException e) {
          rows.add(e.reason() + ": " + e.getMessage());
        }
      }
    }
    return rows;
  }

  static ImportFile file(String location, long bytes) {
    return new ImportFile(location, bytes, 1_000, 2_000, 7);
  }

  /** The texts of the records that are none. */
  List<String> rejected(Path file, ImportDefinition definition) throws IOException {
    List<String> texts = new ArrayList<>();
    ImportFile source = file("file:" + file, Files.size(file));
    try (ImportFileReader.Records records = new ImportFileReader(definition, io).open(source)) {
      while (records.advance()) {
        try {
          records.read();
        } catch (RejectedException e) {
          texts.add(new String(records.message().value(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  /** A reader for which opening a file ends so. */
  ImportFileReader failing(Error error) {
    FileIO broken =
        new InMemoryFileIO() {
          @Override
          public InputFile newInputFile(String location, long length) {
            throw error;
          }
        };
    return new ImportFileReader(definition("json", "n", "INT"), broken);
  }

  private static String text(RowData row, FileRowLayout layout) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < layout.columns(); i++) {
      LogicalType type = layout.rowType().getTypeAt(i);
      values.add(text(RowData.createFieldGetter(type, i).getFieldOrNull(row), type));
    }
    return String.join(" ", values);
  }

  private static String text(Object value, LogicalType type) {
    if (value instanceof RowData row) {
      RowType fields = (RowType) type;
      return IntStream.range(0, fields.getFieldCount())
          .mapToObj(i -> text(field(row, fields, i), fields.getTypeAt(i)))
          .collect(Collectors.joining(",", "+I(", ")"));
    }
    if (value instanceof ArrayData array) {
      return texts(array, ((ArrayType) type).getElementType()).toString();
    }
    if (value instanceof MapData map) {
      List<String> keys = texts(map.keyArray(), ((MapType) type).getKeyType());
      List<String> values = texts(map.valueArray(), ((MapType) type).getValueType());
      return IntStream.range(0, keys.size())
          .mapToObj(i -> keys.get(i) + "=" + values.get(i))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }

  private static Object field(RowData row, RowType type, int index) {
    return RowData.createFieldGetter(type.getTypeAt(index), index).getFieldOrNull(row);
  }

  private static List<String> texts(ArrayData array, LogicalType type) {
    ArrayData.ElementGetter elements = ArrayData.createElementGetter(type);
    return IntStream.range(0, array.size())
        .mapToObj(i -> text(elements.getElementOrNull(array, i), type))
        .toList();
  }
}
