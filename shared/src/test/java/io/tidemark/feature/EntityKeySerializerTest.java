package io.tidemark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** The bytes of entities in savepoints, of version 1, and what a savepoint says of them. */
class EntityKeySerializerTest {

  private static final LogicalType NUMBER = new BigIntType(false);
  private static final LogicalType TEXT = new VarCharType(false, VarCharType.MAX_LENGTH);

  @Test
  void aNumberIsFewBytes() throws IOException {
    assertThat(hex(List.of(NUMBER), 258L)).isEqualTo("8404");
    assertThat(hex(List.of(NUMBER), Long.MIN_VALUE)).isEqualTo("ffffffffffffffffff01");
    assertThat(hex(List.of(new IntType(false)), -3)).isEqualTo("05");
  }

  @Test
  void columnsStandOneBehindTheOther() throws IOException {
    assertThat(hex(List.of(TEXT, NUMBER), StringData.fromString("né"), -1L))
        .isEqualTo("036ec3a901");
    assertThat(hex(List.of(new BooleanType(false), TEXT), true, StringData.fromString("")))
        .isEqualTo("0100");
  }

  @Test
  void anEntityThatIsReadIsTheOneThatWasWritten() throws IOException {
    RowData key = key(List.of(TEXT, NUMBER), StringData.fromString("né"), -1L);
    EntityKeySerializer serializer = new EntityKeySerializer(List.of(TEXT, NUMBER));
    RowData read = serializer.deserialize(new DataInputDeserializer(bytes(serializer, key)));
    assertThat(read).isEqualTo(key).hasSameHashCodeAs(key);
  }

  @Test
  void aSavepointKnowsTheTypesItWasWrittenWith() throws IOException {
    EntityKeySerializer.Snapshot saved = restored(List.of(TEXT, NUMBER));
    assertThat(saved.restoreSerializer()).isEqualTo(new EntityKeySerializer(List.of(TEXT, NUMBER)));
    assertThat(compatibility(List.of(TEXT, NUMBER), saved).isCompatibleAsIs()).isTrue();
    assertThat(compatibility(List.of(NUMBER), saved).isIncompatible()).isTrue();
  }

  private static TypeSerializerSchemaCompatibility<RowData> compatibility(
      List<LogicalType> types, TypeSerializerSnapshot<RowData> saved) {
    return new EntityKeySerializer(types).snapshotConfiguration().resolveSchemaCompatibility(saved);
  }

  private static EntityKeySerializer.Snapshot restored(List<LogicalType> types) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    new EntityKeySerializer(types).snapshotConfiguration().writeSnapshot(out);
    EntityKeySerializer.Snapshot snapshot = new EntityKeySerializer.Snapshot();
    snapshot.readSnapshot(
        1,
        new DataInputDeserializer(out.getCopyOfBuffer()),
        EntityKeySerializerTest.class.getClassLoader());
    return snapshot;
  }

  private static String hex(List<LogicalType> types, Object... columns) throws IOException {
    return HexFormat.of().formatHex(bytes(new EntityKeySerializer(types), key(types, columns)));
  }

  private static byte[] bytes(EntityKeySerializer serializer, RowData key) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(key, out);
    return out.getCopyOfBuffer();
  }

  private static RowData key(List<LogicalType> types, Object... columns) {
    return new EntityKeySelector(RowType.of(types.toArray(LogicalType[]::new)))
        .getKey(GenericRowData.of(columns));
  }
}
