package io.tidemark.event.file;

import static io.tidemark.event.file.FileFixture.definition;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.parser.PipelineBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.iceberg.shaded.org.apache.parquet.format.FileMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.format.Util;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that others wrote, DuckDB for one: their values, and what is said where they do not fit.
 */
class ImportFileReaderTest {

  @TempDir Path dir;
  private final FileFixture fixture = new FileFixture();

  @AfterEach
  void closeFiles() {
    fixture.close();
  }

  private List<String> read(Path file, ImportDefinition definition) throws IOException {
    return fixture.read(file, definition);
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
  void numbersOfParquetWithoutASign() throws Exception {
    String unsigned = "SELECT unnest([7, 3000000000, 4294967295, NULL])::UINTEGER n";
    Path file =
        duckDb(
            """
            SELECT n, {'x': n, 'y': {'z': [n]}} r, [n, n] l, [{'k': n}] lr, MAP {'a': n} m,
              n::UBIGINT u64, MAP {'k': {'x': n}} mr, (n %% 256)::UTINYINT u8, (n %% 65536)::USMALLINT u16
            FROM (%s)
            """
                .formatted(unsigned),
            "FORMAT parquet");
    ImportDefinition definition =
        definition(
            "parquet",
            "n",
            "BIGINT",
            "r",
            "ROW<x BIGINT, y ROW<z ARRAY<BIGINT>>>",
            "l",
            "ARRAY<BIGINT>",
            "lr",
            "ARRAY<ROW<k BIGINT>>",
            "m",
            "MAP<STRING, BIGINT>",
            "mr",
            "MAP<STRING, ROW<x BIGINT>>",
            "u8",
            "INT",
            "u16",
            "BIGINT");
    assertThat(read(file, definition))
        .containsExactly(
            "7 +I(7,+I([7])) [7, 7] [+I(7)] {a=7} {k=+I(7)} 7 7",
            "3000000000 +I(3000000000,+I([3000000000])) [3000000000, 3000000000] [+I(3000000000)]"
                + " {a=3000000000} {k=+I(3000000000)} 0 24064",
            "4294967295 +I(4294967295,+I([4294967295])) [4294967295, 4294967295] [+I(4294967295)]"
                + " {a=4294967295} {k=+I(4294967295)} 255 65535",
            "null +I(null,+I([null])) [null, null] [+I(null)] {a=null} {k=+I(null)} null null");
    assertThatThrownBy(() -> read(file, definition("parquet", "u64", "BIGINT", "n", "INT")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("its column u64 is unsigned with 64 bits, not long");
    assertThatThrownBy(() -> read(file, definition("parquet", "n", "INT")))
        .hasMessage("its column n is long, not int");
    assertThatThrownBy(
            () -> read(file, definition("parquet", "r", "BIGINT", "n", "ROW<x INT>", "l", "INT")))
        .hasMessageContaining("its column r is a record, not long")
        .hasMessageContaining("its column n is no record, list or map, not struct<")
        .hasMessageContaining("its column l is a list, not int");
  }

  @Test
  void textsOfParquetThatAreNotUtf8() throws Exception {
    Path file =
        duckDb(
            """
            SELECT s, {'x': s} r, [s] l, MAP {'k': s} m FROM (VALUES ('a'), ('~~~b'), ('é'), (NULL)) v(s)
            """,
            "FORMAT parquet, COMPRESSION uncompressed");
    byte[] half = HexFormat.of().parseHex("eda080");
    Files.write(file, replaced(Files.readAllBytes(file), "~~~".getBytes(UTF_8), half));
    assertThat(read(file, definition("parquet", "s", "STRING")))
        .containsExactly("a", "WRONG_TYPE: column s: its text is not UTF-8", "é", "null");
    assertThat(read(file, definition("parquet", "r", "ROW<x STRING>")))
        .containsExactly(
            "+I(a)", "WRONG_TYPE: column r.x: its text is not UTF-8", "+I(é)", "+I(null)");
    assertThat(read(file, definition("parquet", "l", "ARRAY<STRING>")))
        .element(1)
        .isEqualTo("WRONG_TYPE: column l: its text is not UTF-8");
    assertThat(read(file, definition("parquet", "m", "MAP<STRING, STRING>")))
        .element(1)
        .isEqualTo("WRONG_TYPE: column m: its text is not UTF-8");
  }

  private static byte[] replaced(byte[] bytes, byte[] old, byte[] by) {
    for (int i = 0; i + old.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + old.length, old, 0, old.length)) {
        System.arraycopy(by, 0, bytes, i, by.length);
      }
    }
    return bytes;
  }

  @Test
  void whatNobodyAsksForInParquetDoesNotMatter() throws Exception {
    Path file =
        duckDb(
            """
            SELECT 1::UBIGINT u, {'u': 1::UBIGINT, 'n': 2} r, [{'u': 1::UBIGINT, 'n': 3}] l,
              MAP {1::UBIGINT: {'u': 1::UBIGINT}} m, 'x' s, TIME '10:00:00' t, INTERVAL 1 DAY i
            """,
            "FORMAT parquet");
    assertThat(
            read(
                file,
                definition("parquet", "s", "STRING", "r", "ROW<n INT>", "l", "ARRAY<ROW<n INT>>")))
        .containsExactly("x +I(2) [+I(3)]");
  }

  /** Field ids that are 0 in every column; three rows of {@code id} and {@code at}. */
  @Test
  void fieldIdsOfParquetDoNotMatter() throws Exception {
    Path file = Path.of("src/test/resources/parquet/zero-ids.parquet").toAbsolutePath();
    assertThat(read(file, definition("parquet", "id", "STRING"))).hasSize(3);
    Path swapped = duckDb("SELECT 1 a, 2 b", "FORMAT parquet, FIELD_IDS {a: 2, b: 1}");
    assertThat(read(swapped, definition("parquet", "b", "INT", "a", "INT"))).containsExactly("2 1");
  }

  @Test
  void parquetHasAsManyRowsAsItsFooterSays() throws Exception {
    Path file = duckDb("SELECT range l FROM range(0)", "FORMAT parquet");
    assertThat(read(file, definition("parquet", "l", "BIGINT"))).isEmpty();
    Path many = duckDb("SELECT range l FROM range(10000)", "FORMAT parquet, ROW_GROUP_SIZE 2048");
    assertThat(read(many, definition("parquet", "l", "BIGINT"))).hasSize(10_000).endsWith("9999");
    assertThatThrownBy(() -> read(withRows(many, 10_001), definition("parquet", "l", "BIGINT")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("its footer speaks of 10,001 rows, and its row groups of 10,000");
  }

  /** The file with another number of rows in its footer. */
  private Path withRows(Path file, long rows) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
    int begin = bytes.length - 8 - length;
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, begin, length)).setNum_rows(rows);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, begin);
    Util.writeFileMetaData(footer, changed);
    ByteBuffer tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    changed.write(tail.putInt(changed.size() - begin).put("PAR1".getBytes(UTF_8)).array());
    return Files.write(file, changed.toByteArray());
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

  /** RFC 4180: each record has as many values as the first. */
  @Test
  void aRecordOfCsvWithoutAValueOrWithOneTooMuchIsARejectAndTheOthersGoOn() throws Exception {
    Path file = dir.resolve("ragged.csv");
    Files.writeString(
        file,
        "\uFEFFid,n,note\r\n1,1,a\r\n2,2\r\n3,3,b, c\r\n4,4,\"b, \"\"c\r\nd\"\r\n"
            + "5,5,\"e\"f\r\n \r\n6,6,a \"b\r\n7\r\n8,8,\r\n9,9,z,");
    ImportDefinition definition = definition("csv", "id", "INT", "note", "STRING");
    assertThat(read(file, definition))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("1 a"),
            row ->
                assertThat(row)
                    .isEqualTo("MALFORMED: it has 2 values, and the first line has 3 names"),
            row -> assertThat(row).startsWith("MALFORMED: it has 4 values"),
            row -> assertThat(row).isEqualTo("4 b, \"c\r\nd"),
            row -> assertThat(row).startsWith("MALFORMED: ").contains("Expected"),
            row -> assertThat(row).isEqualTo("6 a \"b"),
            row -> assertThat(row).startsWith("MALFORMED: it has 1 values"),
            row -> assertThat(row).isEqualTo("8 null"),
            row -> assertThat(row).startsWith("MALFORMED: it has 4 values"));
    assertThat(fixture.rejected(file, definition))
        .containsExactly("2,2", "3,3,b, c", "5,5,\"e\"f", "7", "9,9,z,");
  }

  @Test
  void csvThatIsBrokenAsAWholeIsNamed() throws Exception {
    Path file = dir.resolve("broken.csv");
    ImportDefinition definition = definition("csv", "id", "INT", "note", "STRING");
    Files.writeString(file, "id,note\n1,a\n2,\"b\n3,c\n");
    assertThatThrownBy(() -> read(file, definition))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("it cannot be read: line 3: quotes are never closed");
    Files.write(file, new byte[] {'i', 'd', ',', 'n', 'o', 't', 'e', '\n', '1', ',', (byte) 0xfc});
    assertThatThrownBy(() -> read(file, definition))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("it cannot be read: it is not in UTF-8");
    Files.writeString(file, "id,note,id\n1,a,2\n");
    assertThatThrownBy(() -> read(file, definition))
        .hasMessageContaining("more than one column id in its first line");
  }

  @Test
  void anArrayOfJsonIsNotTakenForLines() throws Exception {
    Path file = dir.resolve("array.json");
    Files.writeString(file, " \n [\n{\"n\": 1},\n{\"n\": 2}\n]\n");
    assertThatThrownBy(() -> read(file, definition("json", "n", "INT")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("it is an array of JSON");
    Files.writeString(file, "\uFEFF{\"n\": 1}\n[1]\n{\"n\": 2}\n");
    assertThat(read(file, definition("json", "n", "INT")))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("1"),
            row -> assertThat(row).startsWith("MALFORMED"),
            row -> assertThat(row).isEqualTo("2"));
  }

  @Test
  void filesOfThisMachineAreReadWhateverTheirNames() throws Exception {
    Path folder = Files.createDirectories(dir.resolve("2019-01-01T10:00:00 #1 50%25 ü {x}[1]*"));
    for (String name : List.of("a:b.json", "#.json", "%41 b?.json")) {
      Path file = Files.writeString(folder.resolve(name), "{\"n\": 1}\n");
      assertThat(read(file, definition("json", "n", "INT"))).containsExactly("1");
    }
    assertUnreadable(
        Files.writeString(folder.resolve("c:d.avro"), "none"), definition("avro", "n", "INT"));
    assertUnreadable(
        Files.write(
            folder.resolve("e:f.parquet"),
            Files.readAllBytes(duckDb("SELECT 1 a", "FORMAT parquet"))),
        definition("parquet", "n", "INT"));
  }

  /** As when a class is missing that a codec needs, or the file is nested without end. */
  @Test
  void anErrorMakesAFileUnreadable() throws Exception {
    Path file = Files.writeString(dir.resolve("a.json"), "{\"n\": 1}\n");
    for (Error error : List.of(new NoClassDefFoundError("some/Codec"), new StackOverflowError())) {
      assertThatThrownBy(() -> fixture.failing(error).open(FileFixture.file("s3://a/b.json", 9)))
          .isInstanceOfSatisfying(
              UnreadableFileException.class,
              e -> assertThat(e.location()).isEqualTo("s3://a/b.json"))
          .hasMessageContaining(error.getClass().getName());
    }
    Error noMemory = new OutOfMemoryError();
    assertThatThrownBy(() -> fixture.failing(noMemory).open(FileFixture.file("s3://a/b.json", 9)))
        .isSameAs(noMemory);
    assertThat(read(file, definition("json", "n", "INT"))).containsExactly("1");
  }

  @Test
  void csvOfDuckDb() throws Exception {
    Path file =
        duckDb("SELECT range n, 'v' || range s FROM range(3)", "FORMAT csv, HEADER, DELIMITER ';'");
    ImportDefinition definition =
        PipelineBuilder.named("p").stream(
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
