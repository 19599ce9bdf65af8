package io.tidemark.event.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.event.RejectedException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.io.ResolvingFileIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that others wrote, DuckDB for one: their values, and what is said where they do not fit.
 */
class FileReaderTest {

  @TempDir Path dir;
  private ResolvingFileIO io;

  @BeforeEach
  void openFiles() {
    io = new ResolvingFileIO();
    io.setConf(new Configuration());
    io.initialize(Map.of());
  }

  @AfterEach
  void closeFiles() {
    io.close();
  }

  /** An import with columns as {@code name, type, name, type}. */
  private static ImportDefinition definition(String format, String... columns) {
    return Pipeline.named("p").stream(
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
  private List<String> read(Path file, ImportDefinition definition) throws IOException {
    FileRowLayout layout = FileRowLayout.of(definition);
    List<String> rows = new ArrayList<>();
    ImportFile source = new ImportFile("file:" + file, Files.size(file), 1_000, 7);
    try (FileReader.Records records = new FileReader(definition, io).open(source)) {
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

  private static String text(RowData row, FileRowLayout layout) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < layout.columns(); i++) {
      Object value =
          RowData.createFieldGetter(layout.rowType().getTypeAt(i), i).getFieldOrNull(row);
      values.add(text(value));
    }
    return String.join(" ", values);
  }

  private static String text(Object value) {
    if (value instanceof RowData row && !(value instanceof GenericRowData)) {
      return "+I(" + row.getLong(0) + ")";
    }
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }

  private Path duckDb(String select, String options) throws Exception {
    Path file = dir.resolve("written-by-another");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + file + "' (" + options + ")");
    }
    return file;
  }

  @Test
  void everyTypeOfParquet() throws Exception {
    Path file =
        duckDb(
            """
            SELECT 1::INTEGER i, 2::BIGINT l, 0.5::FLOAT f, 0.25::DOUBLE d, 'x' s, true b,
              1.5::DECIMAL(5, 2) n, DATE '2019-01-02' dd, 'ab'::BLOB bb,
              TIMESTAMP '2019-01-02 03:04:05.123456' us,
              TIMESTAMP_NS '2019-01-02 03:04:05.123456789' ns,
              TIMESTAMP_MS '2019-01-02 03:04:05.123' ms,
              TIMESTAMPTZ '2019-01-02 03:04:05+01' tz
            """,
            "FORMAT parquet");
    ImportDefinition same =
        definition(
            "parquet",
            "i",
            "INT",
            "l",
            "BIGINT",
            "f",
            "FLOAT",
            "d",
            "DOUBLE",
            "s",
            "STRING",
            "b",
            "BOOLEAN",
            "n",
            "DECIMAL(5, 2)",
            "dd",
            "DATE",
            "bb",
            "BYTES",
            "us",
            "TIMESTAMP(6)",
            "ns",
            "TIMESTAMP(6)",
            "ms",
            "TIMESTAMP_LTZ(3)",
            "tz",
            "TIMESTAMP_LTZ(6)");
    assertThat(read(file, same))
        .containsExactly(
            "1 2 0.5 0.25 x true 1.50 17898 [97, 98] 2019-01-02T03:04:05.123456"
                + " 2019-01-02T03:04:05.123456 2019-01-02T03:04:05.123 2019-01-02T02:04:05");
    ImportDefinition wider =
        definition(
            "parquet", "i", "BIGINT", "f", "DOUBLE", "n", "DECIMAL(9, 2)", "us", "TIMESTAMP(3)");
    assertThat(read(file, wider)).containsExactly("1 0.5 1.50 2019-01-02T03:04:05.123");
  }

  @Test
  void partsOfWhatIsNestedInParquet() throws Exception {
    Path file =
        duckDb("SELECT {'a': 1::BIGINT, 'b': 'x'} o, [1, 2] li FROM range(2)", "FORMAT parquet");
    assertThat(read(file, definition("parquet", "o", "ROW<b STRING>")))
        .containsExactly("+I(x)", "+I(x)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nanos", "int96"})
  void parquetOfPythonAndSpark(String name) throws Exception {
    Path file = Path.of("src/test/resources/parquet", name + ".parquet").toAbsolutePath();
    ImportDefinition definition =
        definition(
            "parquet",
            "order_no",
            "BIGINT",
            "ordered",
            "TIMESTAMP_LTZ(6)",
            "who",
            "ROW<client BIGINT>",
            "amount",
            "DECIMAL(14, 4)",
            "tags",
            "ARRAY<STRING>");
    assertThat(read(file, definition))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("1 2019-01-01T00:00 +I(5) 1.5000 "),
            row -> assertThat(row).startsWith("2 2019-01-01T00:00:01 +I(6) 2.2500 "),
            row -> assertThat(row).isEqualTo("3 2019-01-01T00:00:02 null null null"));
  }

  @Test
  void columnsOfParquetAreFoundByNameAndHeldToTheirTypes() throws Exception {
    Path file = duckDb("SELECT 1::BIGINT l, 1.5::DECIMAL(12, 4) n, 'x' s", "FORMAT parquet");
    assertThatThrownBy(
            () -> read(file, definition("parquet", "m", "INT", "l", "INT", "n", "DECIMAL(10, 2)")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(
            "it has no column m; its column l is long, not int;"
                + " its column n is decimal(12, 4), not decimal(10, 2)");
  }

  @Test
  void aFileThatIsCutOffOrOfAnotherFormatIsNamed() throws Exception {
    Path file = duckDb("SELECT range l FROM range(100000)", "FORMAT parquet");
    byte[] whole = Files.readAllBytes(file);
    ImportDefinition parquet = definition("parquet", "l", "BIGINT");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertUnreadable(file, parquet);
    Arrays.fill(whole, whole.length / 4, whole.length / 2, (byte) 0x55);
    Files.write(file, whole);
    assertUnreadable(file, parquet);
    Files.writeString(file, "{\"l\": 1}\n");
    assertUnreadable(file, parquet);
    assertUnreadable(file, definition("avro", "l", "BIGINT"));
    assertUnreadable(file, definition("csv", "l", "BIGINT"));
  }

  private void assertUnreadable(Path file, ImportDefinition definition) {
    assertThatThrownBy(() -> read(file, definition))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.location()).isEqualTo("file:" + file));
  }

  @Test
  void jsonLinesAreMessagesOfAStream() throws Exception {
    Path file = dir.resolve("lines.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          """
          {"n": 1, "s": "a"}

          {"n": "x", "s": "b"}
          {"n": 2
          {"s": "c", "n": 3}"""
              .getBytes(StandardCharsets.UTF_8));
    }
    List<String> rows = read(file, definition("json", "n", "BIGINT NOT NULL", "s", "STRING"));
    assertThat(rows).hasSize(4).startsWith("1 a").endsWith("3 c");
    assertThat(rows.get(1)).startsWith("WRONG_TYPE");
    assertThat(rows.get(2)).startsWith("MALFORMED");
  }

  @Test
  void csvHasQuotesLineBreaksAndNulls() throws Exception {
    Path file = dir.resolve("file.csv");
    Files.writeString(file, "s,n,more,empty\n\"a, \"\"b\"\"\nc\",1,x,\"\"\n,2,,\n\nd,two,y,z\n");
    assertThat(read(file, definition("csv", "n", "INT", "s", "STRING", "empty", "STRING")))
        .satisfies(
            rows -> {
              assertThat(rows).hasSize(3);
              assertThat(rows.get(0)).isEqualTo("1 a, \"b\"\nc ");
              assertThat(rows.get(1)).isEqualTo("2 null null");
              assertThat(rows.get(2)).startsWith("WRONG_TYPE");
            });
    assertThatThrownBy(() -> read(file, definition("csv", "m", "INT", "k", "INT", "n", "INT")))
        .hasMessageContaining("no column m, k in its first line");
  }

  @Test
  void csvOfDuckDb() throws Exception {
    Path file =
        duckDb("SELECT range n, 'v' || range s FROM range(3)", "FORMAT csv, HEADER, DELIMITER ';'");
    ImportDefinition definition =
        Pipeline.named("p").stream(
                "s",
                s ->
                    s.topic("t")
                        .column("n", "BIGINT NOT NULL")
                        .column("s", "STRING")
                        .id("n")
                        .time("n")
                        .files("f", f -> f.format("csv").delimiter(";")))
            .build()
            .findImport("f")
            .orElseThrow();
    assertThat(read(file, definition)).containsExactly("0 v0", "1 v1", "2 v2");
  }

  @Test
  void everyTypeOfAvro() throws Exception {
    Path file = avro();
    assertThat(
            read(
                file,
                definition(
                    "avro",
                    "i",
                    "BIGINT",
                    "s",
                    "STRING",
                    "ms",
                    "TIMESTAMP_LTZ(3)",
                    "us",
                    "TIMESTAMP(6)",
                    "e",
                    "STRING",
                    "d",
                    "DECIMAL(10, 3)",
                    "o",
                    "ROW<y DOUBLE>",
                    "li",
                    "ARRAY<INT>")))
        .satisfies(
            rows -> {
              assertThat(rows).hasSize(2);
              assertThat(rows.get(0))
                  .startsWith(
                      "0 null 2023-11-14T22:13:20.001 2023-11-14T22:13:20.000001 B 12.340 +I(0.5)");
            });
    assertThatThrownBy(
            () ->
                read(
                    file,
                    definition("avro", "i", "INT", "d", "DECIMAL(3, 1)", "s", "INT", "z", "INT")))
        .hasMessage(
            "its column d is bytes (decimal), not DECIMAL(3, 1); its column s is string, not INT;"
                + " it has no column z");
  }

  private Path avro() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "r", "fields": [
                  {"name": "i", "type": "int"}, {"name": "s", "type": ["null", "string"]},
                  {"name": "ms", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "us", "type": {"type": "long", "logicalType": "local-timestamp-micros"}},
                  {"name": "e", "type": {"type": "enum", "name": "en", "symbols": ["A", "B"]}},
                  {"name": "d", "type": {"type": "bytes", "logicalType": "decimal", "precision": 8, "scale": 2}},
                  {"name": "o", "type": {"type": "record", "name": "q", "fields": [
                    {"name": "x", "type": "long"}, {"name": "y", "type": "float"}]}},
                  {"name": "li", "type": {"type": "array", "items": "int"}},
                  {"name": "u", "type": ["int", "string"]}]}
                """);
    Path file = dir.resolve("file.avro");
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      for (int i = 0; i < 2; i++) {
        GenericData.Record inner = new GenericData.Record(schema.getField("o").schema());
        inner.put("x", 5L);
        inner.put("y", 0.5f);
        GenericData.Record record = new GenericData.Record(schema);
        record.put("i", i);
        record.put("s", i == 0 ? null : "s");
        record.put("ms", 1_700_000_000_001L);
        record.put("us", 1_700_000_000_000_001L);
        record.put("e", new GenericData.EnumSymbol(schema.getField("e").schema(), "B"));
        record.put("d", ByteBuffer.wrap(BigInteger.valueOf(1234).toByteArray()));
        record.put("o", inner);
        record.put("li", List.of(1, 2));
        record.put("u", "x");
        writer.append(record);
      }
    }
    return file;
  }
}
