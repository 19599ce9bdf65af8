package io.tidemark.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.Test;

class RowFormatterTest {

  private static final RowType TYPE =
      (RowType)
          LogicalTypeParser.parse(
              "ROW<id INT, top ARRAY<STRING NOT NULL>, often MAP<INT NOT NULL, BIGINT NOT NULL>,"
                  + " blobs ARRAY<BYTES NOT NULL>> NOT NULL",
              RowFormatterTest.class.getClassLoader());

  private final RowFormatter text = new RowFormatter(TYPE, 1);

  @Test
  void showsWhatIsInArraysAndMaps() {
    assertThat(text.differences(row("a", 2), row("b", 3)))
        .isEqualTo(
            "top: table has [a, z], recomputed [b, z];"
                + " often: table has {1: 5, 2: 7}, recomputed {1: 5, 3: 7}");
  }

  @Test
  void doesNotShowWhatIsTheSame() {
    assertThat(text.differences(row("a", 2), row("a", 2))).isEmpty();
  }

  private static GenericRowData row(String first, int key) {
    Map<Object, Object> often = new LinkedHashMap<>();
    often.put(key, 7L);
    often.put(1, 5L);
    return GenericRowData.of(
        1,
        new GenericArrayData(
            new Object[] {StringData.fromString(first), StringData.fromString("z")}),
        new GenericMapData(often),
        new GenericArrayData(new Object[] {new byte[] {1, (byte) 0xFF}}));
  }
}
