package io.tidemark.event.file;

import static io.tidemark.event.file.FileFixture.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.tidemark.definition.ImportDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All records of a file are read, or the file is named: however it is compressed, of however many
 * members it consists, and wherever it was cut off.
 */
class WholeFilesTest {

  private static final ImportDefinition JSON = definition("json", "n", "INT");
  private static final byte[] SYNC = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final ImportDefinition AVRO = definition("avro", "n", "INT");

  @TempDir Path dir;
  private final FileFixture fixture = new FileFixture();

  @AfterEach
  void closeFiles() {
    fixture.close();
  }

  private static byte[] lines(int first, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      lines.append("{\"n\": ").append(i).append("}\n");
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] compressed(String suffix, byte[] text) throws IOException {
    if (suffix.startsWith("zst")) {
      return Zstd.compress(text);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compressing(suffix, bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static OutputStream compressing(String suffix, OutputStream out) throws IOException {
    return switch (suffix) {
      case "gz", "gzip" -> new GZIPOutputStream(out);
      case "bz2", "bzip2" -> new BZip2CompressorOutputStream(out);
      case "xz" -> new XZCompressorOutputStream(out);
      case "deflate" -> new DeflaterOutputStream(out);
      default -> throw new IllegalArgumentException(suffix);
    };
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  private List<String> read(String name, byte[] content, ImportDefinition definition)
      throws IOException {
    return fixture.read(Files.write(dir.resolve(name), content), definition);
  }

  /**
   * Numbers of records that the beginnings of the content have, without those that are unreadable.
   */
  private TreeMap<Integer, Integer> recordsOfEachBeginning(
      String name, byte[] content, ImportDefinition definition) throws IOException {
    TreeMap<Integer, Integer> records = new TreeMap<>();
    for (int length = 1; length <= content.length; length++) {
      try {
        int count = read(name, Arrays.copyOf(content, length), definition).size();
        records.put(length, count);
      } catch (UnreadableFileException e) {
        assertThat(e.location()).isEqualTo("file:" + dir.resolve(name));
      }
    }
    return records;
  }

  @Test
  void theGuideNamesEverySuffixOfCompressedText() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "guides", "import-history.md"));
    assertThat(CompressionCodec.values())
        .flatExtracting(CompressionCodec::suffixes)
        .contains("gz", "zst")
        .allSatisfy(suffix -> assertThat(guide).contains("`." + suffix + "`"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "gzip", "bz2", "xz", "zst", "zstd", "deflate"})
  void membersAreReadToTheEndOfTheFile(String suffix) throws IOException {
    List<byte[]> members = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      members.add(compressed(suffix, lines(i * 1_000, 1_000)));
    }
    members.add(compressed(suffix, new byte[0])); // as bgzip ends a file
    byte[] file = joined(members.toArray(byte[][]::new));
    List<String> rows = read("many.json." + suffix, file, JSON);
    assertThat(rows).hasSize(20_000).startsWith("0").endsWith("19999");
    assertThat(read("MANY.JSON." + suffix.toUpperCase(), file, JSON)).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz", "zst", "deflate"})
  void aFileThatIsCutOffIsNamedUnlessItsMembersAreWhole(String suffix) throws IOException {
    byte[] first = compressed(suffix, lines(0, 30));
    byte[] second = compressed(suffix, lines(30, 20));
    byte[] third = compressed(suffix, lines(50, 1));
    byte[] file = joined(first, second, third);
    TreeMap<Integer, Integer> whole = new TreeMap<>();
    whole.put(first.length, 30);
    whole.put(first.length + second.length, 50);
    whole.put(file.length, 51);
    assertThat(recordsOfEachBeginning("cut.json." + suffix, file, JSON)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz", "zst", "deflate"})
  void whatFollowsTheLastMemberIsNoText(String suffix) throws IOException {
    byte[] member = compressed(suffix, lines(0, 30));
    Random random = new Random(13);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[1 + i % 13];
      random.nextBytes(garbage);
      assertThatThrownBy(() -> read("garbage.json." + suffix, joined(member, garbage), JSON))
          .isInstanceOf(UnreadableFileException.class);
    }
    byte[] changed = member.clone();
    changed[member.length / 2] ^= 0x10;
    assertThatThrownBy(() -> read("changed.json." + suffix, changed, JSON))
        .isInstanceOf(UnreadableFileException.class);
  }

  /** Streams of a store give what has come, and nobody knows what will. */
  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz", "zst", "deflate"})
  void aStreamThatKnowsOfNothingAvailableIsReadAsWell(String suffix) throws IOException {
    byte[] member = compressed(suffix, lines(0, 30));
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(joined(member, member, member))) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(7, length));
          }

          @Override
          public int available() {
            return 0;
          }
        };
    try (InputStream text = CompressionCodec.of("a." + suffix).orElseThrow().open(slow)) {
      assertThat(text.readAllBytes()).hasSize(3 * lines(0, 30).length);
    }
  }

  /** Of xz, what {@code xz --lzma2=dict=1GiB} writes; of zstd, {@code zstd --ultra --long=30}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xz fd377a585a000004e6d6b44602002101240000005e1fc7f9e00f3401ed5d",
        "zst 28b52ffd04a08533000af3941909b0eba2",
      })
  void memoryIsBounded(String nameAndBytes) {
    String[] parts = nameAndBytes.split(" ");
    assertThatThrownBy(
            () -> read("large.json." + parts[0], HexFormat.of().parseHex(parts[1]), JSON))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz", "zst", "deflate"})
  void whatIsCompressedAndNotNamedSoIsNoText(String suffix) throws IOException {
    byte[] file = compressed(suffix, lines(0, 30));
    for (ImportDefinition definition : List.of(JSON, definition("csv", "n", "INT"))) {
      assertThatThrownBy(() -> read("orders.json", file, definition))
          .isInstanceOf(UnreadableFileException.class)
          .hasMessageContaining("it is compressed by ")
          .hasMessageContaining("(a name that ends in ." + suffix + " would say so)");
    }
    assertThatThrownBy(() -> read("twice.json." + suffix, compressed(suffix, file), JSON))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("what it has compressed is compressed by ");
    if (!suffix.equals("gz")) {
      assertThatThrownBy(() -> read("orders.json.gz", file, JSON))
          .isInstanceOf(UnreadableFileException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "504b030414000000 a ZIP archive",
        "04224d1864 compressed by lz4",
        "504152311504 Parquet",
        "4f626a0104 Avro",
        "fffe7b00 text in UTF-16",
      })
  void whatIsNoTextIsNamed(String bytesAndWhat) {
    int blank = bytesAndWhat.indexOf(' ');
    byte[] file = HexFormat.of().parseHex(bytesAndWhat.substring(0, blank));
    assertThatThrownBy(() -> read("orders.json", file, JSON))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("it is " + bytesAndWhat.substring(blank + 1));
    assertThatThrownBy(() -> read("orders.json.lz4", lines(0, 1), JSON))
        .hasMessageContaining("its name ends in .lz4, and such files are not read");
  }

  private static byte[] avro(CodecFactory codec, int... blocks) throws IOException {
    Schema schema = SchemaBuilder.record("r").fields().requiredInt("n").endRecord();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(codec).create(schema, bytes, SYNC);
      for (int count : blocks) {
        for (int i = 0; i < count; i++) {
          GenericRecord record = new GenericData.Record(schema);
          record.put("n", i);
          writer.append(record);
        }
        writer.sync();
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "bzip2", "xz", "zstandard", "snappy"})
  void blocksOfAvroAreWhole(String codec) throws IOException {
    CodecFactory factory = CodecFactory.fromString(codec);
    byte[] file = avro(factory, 30, 20);
    TreeMap<Integer, Integer> whole = new TreeMap<>();
    whole.put(avro(factory).length, 0);
    whole.put(avro(factory, 30).length, 30);
    whole.put(file.length, 50);
    assertThat(recordsOfEachBeginning("cut.avro", file, AVRO)).isEqualTo(whole);
  }

  @Test
  void aBlockOfAvroThatEndsTooEarlyIsNotTheEndOfTheRecords() throws IOException {
    byte[] header = avro(CodecFactory.nullCodec());
    byte[] blocks =
        Arrays.copyOfRange(
            avro(CodecFactory.nullCodec(), 3), header.length, header.length + 2 + 3 + 16);
    byte[] empty = joined(new byte[2], SYNC);
    assertThat(read("empty.avro", joined(header, empty, empty, blocks, empty), AVRO)).hasSize(3);
    byte[] wrongCount = blocks.clone();
    wrongCount[0] = 8; // of four records, in zigzag
    assertThatThrownBy(() -> read("short.avro", joined(header, wrongCount, blocks), AVRO))
        .isInstanceOf(UnreadableFileException.class);
    assertThatThrownBy(() -> read("behind.avro", joined(header, blocks, new byte[] {2}), AVRO))
        .isInstanceOf(UnreadableFileException.class);
  }
}
