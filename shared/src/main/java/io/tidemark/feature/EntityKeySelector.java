package io.tidemark.feature;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.writer.BinaryRowWriter;
import org.apache.flink.table.data.writer.BinaryWriter;
import org.apache.flink.table.types.logical.RowType;

/**
 * Selects the entity, the leading columns of a row, as the key. The key is in Flink's binary form,
 * whose hash is the same on every machine; {@link EntityKeyType} serializes it.
 */
public final class EntityKeySelector
    implements KeySelector<RowData, RowData>, ResultTypeQueryable<RowData> {

  private static final long serialVersionUID = 1L;

  private final RowType keyType;
  private final RowData.FieldGetter[] getters;
  private transient BinaryRowData key;
  private transient BinaryRowWriter writer;

  /**
   * Selects the leading columns of a row.
   *
   * @param keyType names and types of these columns
   */
  public EntityKeySelector(RowType keyType) {
    this.keyType = keyType;
    this.getters = new RowData.FieldGetter[keyType.getFieldCount()];
    for (int i = 0; i < getters.length; i++) {
      getters[i] = RowData.createFieldGetter(keyType.getTypeAt(i), i);
    }
  }

  @Override
  public RowData getKey(RowData row) {
    if (key == null) {
      open();
    }
    writer.reset();
    for (int i = 0; i < getters.length; i++) {
      Object value = getters[i].getFieldOrNull(row);
      BinaryWriter.write(writer, i, value, keyType.getTypeAt(i), null);
    }
    writer.complete();
    return key.copy();
  }

  private void open() {
    key = new BinaryRowData(getters.length);
    writer = new BinaryRowWriter(key);
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return new EntityKeyType(keyType.getChildren());
  }
}
