package io.tidemark.feature;

import io.tidemark.feature.maths.EntityState;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer of an entity's state; the binary form and its versions are the maths' own. */
public final class EntityStateSerializer extends TypeSerializerSingleton<EntityState> {

  public static final EntityStateSerializer INSTANCE = new EntityStateSerializer();
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public EntityState createInstance() {
    return new EntityState();
  }

  @Override
  public EntityState copy(EntityState from) {
    return from.copy();
  }

  @Override
  public EntityState copy(EntityState from, EntityState reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(EntityState state, DataOutputView target) throws IOException {
    state.write(target);
  }

  @Override
  public EntityState deserialize(DataInputView source) throws IOException {
    return EntityState.read(source);
  }

  @Override
  public EntityState deserialize(EntityState reuse, DataInputView source) throws IOException {
    return EntityState.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    EntityState.read(source).write(target);
  }

  @Override
  public TypeSerializerSnapshot<EntityState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Lets a savepoint name this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EntityState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
