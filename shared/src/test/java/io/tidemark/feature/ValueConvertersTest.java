package io.tidemark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.Test;

/** Tests ARRAYs and MAPs on their way from the engine to Flink. */
class ValueConvertersTest {

  private static LogicalType type(String text) {
    return LogicalTypeParser.parse(text, ValueConvertersTest.class.getClassLoader());
  }

  private static Object convert(String type, Object value) {
    return ValueConverters.toFlink(type(type)).apply(value);
  }

  @Test
  void arraysKeepTheirOrder() {
    ArrayData array = (ArrayData) convert("ARRAY<STRING NOT NULL>", List.of("b", "a"));
    assertThat(array)
        .isEqualTo(
            new GenericArrayData(
                new Object[] {StringData.fromString("b"), StringData.fromString("a")}));
    ArrayData decimals =
        (ArrayData) convert("ARRAY<DECIMAL(5, 2) NOT NULL>", List.of(new BigDecimal("1.50")));
    assertThat(decimals.getDecimal(0, 5, 2))
        .isEqualTo(DecimalData.fromBigDecimal(new BigDecimal("1.5"), 5, 2));
    assertThat(convert("ARRAY<INT NOT NULL>", null)).isNull();
  }

  @Test
  void mapsKeepTheOrderOfTheirKeysAlsoAsBytes() {
    TreeMap<String, Long> counts = new TreeMap<>(Comparator.reverseOrder());
    List.of("b", "d", "a", "c").forEach(key -> counts.put(key, (long) key.charAt(0)));
    String type = "MAP<STRING NOT NULL, BIGINT NOT NULL>";
    MapData map = (MapData) convert(type, counts);
    RowDataSerializer rows = new RowDataSerializer(RowType.of(type(type)));
    MapData binary = rows.toBinaryRow(GenericRowData.of(map)).getMap(0);
    for (MapData one : List.of(map, binary)) {
      assertThat(one.size()).isEqualTo(4);
      assertThat(one.keyArray().getString(0)).hasToString("d");
      assertThat(one.keyArray().getString(3)).hasToString("a");
      assertThat(one.valueArray().getLong(0)).isEqualTo('d');
    }
  }
}
