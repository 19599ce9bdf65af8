package io.tidemark.ingestion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonFormatOptions.MapNullKeyMode;
import org.apache.flink.formats.json.JsonRowDataSerializationSchema;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.Test;

/** ARRAYs and MAPs in messages. */
class MapKeyConverterTest {

  private static final RowType TYPE =
      (RowType)
          parse(
              "ROW<list ARRAY<STRING NOT NULL>, names MAP<STRING NOT NULL, BIGINT NOT NULL>,"
                  + " numbers MAP<INT NOT NULL, BIGINT NOT NULL>,"
                  + " amounts MAP<DECIMAL(10, 2) NOT NULL, BIGINT NOT NULL>,"
                  + " days MAP<DATE NOT NULL, BIGINT NOT NULL>,"
                  + " blobs MAP<BYTES NOT NULL, BIGINT NOT NULL>,"
                  + " flags MAP<BOOLEAN NOT NULL, BIGINT NOT NULL>,"
                  + " nothing MAP<DOUBLE NOT NULL, BIGINT NOT NULL>> NOT NULL");

  private static LogicalType parse(String text) {
    return LogicalTypeParser.parse(text, MapKeyConverterTest.class.getClassLoader());
  }

  @Test
  void keysBecomeTextInTheirOrder() throws Exception {
    GenericRowData row =
        GenericRowData.of(
            new GenericArrayData(
                new Object[] {StringData.fromString("b"), StringData.fromString("a")}),
            map(StringData.fromString("x"), 1L, StringData.fromString("y"), 2L),
            map(-1, 1L, 10, 2L),
            map(amount("1.50"), 3L, amount("20.00"), 1L),
            map(0, 1L, 20_000, 1L),
            map(new byte[] {1, 2}, 1L, new byte[] {3}, 2L),
            map(false, 1L, true, 2L),
            null);
    String expected =
        "{\"list\":[\"b\",\"a\"],\"names\":{\"x\":1,\"y\":2},\"numbers\":{\"-1\":1,\"10\":2},"
            + "\"amounts\":{\"1.50\":3,\"20.00\":1},\"days\":{\"1970-01-01\":1,\"2024-10-04\":1},"
            + "\"blobs\":{\"AQI=\":1,\"Aw==\":2},\"flags\":{\"false\":1,\"true\":2},"
            + "\"nothing\":null}";
    assertThat(json(row)).isEqualTo(expected);
    assertThat(json(new RowDataSerializer(TYPE).toBinaryRow(row))).isEqualTo(expected);
  }

  @Test
  void rowsWithoutSuchMapsAreLeftAlone() {
    RowType type = (RowType) parse("ROW<a INT, b MAP<STRING, INT>> NOT NULL");
    RowData row = GenericRowData.of(1, null);
    assertThat(new MapKeyConverter(type).apply(row)).isSameAs(row);
    assertThat(new MapKeyConverter(type).rowType()).isEqualTo(type);
  }

  private static String json(RowData row) throws Exception {
    MapKeyConverter keys = new MapKeyConverter(TYPE);
    JsonRowDataSerializationSchema json =
        new JsonRowDataSerializationSchema(
            keys.rowType(), TimestampFormat.ISO_8601, MapNullKeyMode.LITERAL, "null", true, false);
    json.open(null);
    return new String(json.serialize(keys.apply(row)), StandardCharsets.UTF_8);
  }

  private static DecimalData amount(String text) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), 10, 2);
  }

  private static GenericMapData map(Object key, Long value, Object second, Long other) {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(second, other);
    return new GenericMapData(map);
  }
}
