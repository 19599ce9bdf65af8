package io.tidemark.feature;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/** The type information of entity keys, which gives Flink the {@link EntityKeySerializer}. */
final class EntityKeyType extends TypeInformation<RowData> {

  private static final long serialVersionUID = 1L;

  private final List<LogicalType> types;

  EntityKeyType(List<LogicalType> types) {
    this.types = List.copyOf(types);
  }

  @Override
  public TypeSerializer<RowData> createSerializer(SerializerConfig config) {
    return new EntityKeySerializer(types);
  }

  @Override
  public Class<RowData> getTypeClass() {
    return RowData.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return true;
  }

  @Override
  public int getArity() {
    return types.size();
  }

  @Override
  public int getTotalFields() {
    return types.size();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof EntityKeyType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntityKeyType type && types.equals(type.types);
  }

  @Override
  public int hashCode() {
    return types.hashCode();
  }

  @Override
  public String toString() {
    return "entity" + types;
  }
}
