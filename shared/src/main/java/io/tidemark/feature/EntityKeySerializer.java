package io.tidemark.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.writer.BinaryRowWriter;
import org.apache.flink.table.data.writer.BinaryWriter;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * Serializes an entity: its columns one behind the other by {@link KeyColumnCodec}, in few bytes
 * and without the header of Flink's rows. In BATCH, Flink sorts by the first eight bytes of entity
 * and time, and compares whole records only where these are equal: the shorter an entity, the more
 * of the time is among them.
 *
 * <p>Savepoints contain these bytes and the name of {@link Snapshot}: both are a contract.
 */
final class EntityKeySerializer extends TypeSerializer<RowData> {

  private static final long serialVersionUID = 1L;
  private static final int VARIABLE = -1;

  private final List<LogicalType> types;
  private final KeyColumnCodec[] columns;
  private final RowData.FieldGetter[] getters;

  EntityKeySerializer(List<LogicalType> types) {
    this.types = List.copyOf(types);
    this.columns = types.stream().map(KeyColumnCodec::of).toArray(KeyColumnCodec[]::new);
    this.getters = new RowData.FieldGetter[columns.length];
    for (int i = 0; i < columns.length; i++) {
      getters[i] = RowData.createFieldGetter(types.get(i), i);
    }
  }

  @Override
  public void serialize(RowData key, DataOutputView out) throws IOException {
    for (int i = 0; i < columns.length; i++) {
      columns[i].write(getters[i].getFieldOrNull(key), out);
    }
  }

  @Override
  public RowData deserialize(DataInputView in) throws IOException {
    BinaryRowData key = new BinaryRowData(columns.length);
    BinaryRowWriter writer = new BinaryRowWriter(key);
    for (int i = 0; i < columns.length; i++) {
      BinaryWriter.write(writer, i, columns[i].read(in), types.get(i), null);
    }
    writer.complete();
    return key;
  }

  @Override
  public RowData deserialize(RowData reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public int getLength() {
    return VARIABLE;
  }

  /** Keys are made once and never changed. */
  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public RowData copy(RowData key) {
    return key;
  }

  @Override
  public RowData copy(RowData key, RowData reuse) {
    return key;
  }

  @Override
  public RowData createInstance() {
    return new BinaryRowData(columns.length);
  }

  @Override
  public TypeSerializer<RowData> duplicate() {
    return new EntityKeySerializer(types);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntityKeySerializer o && types.equals(o.types);
  }

  @Override
  public int hashCode() {
    return types.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<RowData> snapshotConfiguration() {
    return new Snapshot(types);
  }

  /** The columns' types, by which a savepoint is read. */
  public static final class Snapshot implements TypeSerializerSnapshot<RowData> {

    private static final int VERSION = 1;

    private List<LogicalType> types;

    /** For Flink, which then calls {@link #readSnapshot}. */
    public Snapshot() {
      this(List.of());
    }

    private Snapshot(List<LogicalType> types) {
      this.types = types;
    }

    @Override
    public int getCurrentVersion() {
      return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeInt(types.size());
      for (LogicalType type : types) {
        out.writeUTF(type.asSerializableString());
      }
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classes)
        throws IOException {
      LogicalType[] read = new LogicalType[in.readInt()];
      for (int i = 0; i < read.length; i++) {
        read[i] = LogicalTypeParser.parse(in.readUTF(), classes);
      }
      types = new ArrayList<>(Arrays.asList(read));
    }

    @Override
    public TypeSerializer<RowData> restoreSerializer() {
      return new EntityKeySerializer(types);
    }

    @Override
    public TypeSerializerSchemaCompatibility<RowData> resolveSchemaCompatibility(
        TypeSerializerSnapshot<RowData> old) {
      return old instanceof Snapshot before && before.types.equals(types)
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
