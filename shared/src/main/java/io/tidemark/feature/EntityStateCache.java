package io.tidemark.feature;

import io.tidemark.feature.engine.BlockStore;
import io.tidemark.feature.engine.EntityState;
import io.tidemark.feature.engine.FeatureEngine;
import io.tidemark.feature.engine.FeaturePlan;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * A write-back cache over the entities' states in Flink's state backend; it is also the {@link
 * BlockStore} of the entity whose key is selected. Entities in use are objects, all others bytes.
 *
 * <p>An entity is written back once it is among the least recently used and the budget is exceeded,
 * and before every checkpoint. So a busy entity costs the backend one write a checkpoint rather
 * than one an event, whichever backend it is.
 */
final class EntityStateCache implements BlockStore {

  /** Selects the key that the states are of. */
  interface Keys {
    void select(RowData key);
  }

  private static final int LEAST_WEIGHT = 1024;

  private final Keys keys;
  private final long budget;
  private final FeatureEngine engine;
  private final ValueState<byte[]> heads;
  private final MapState<Long, byte[]> blocks;
  private final Map<RowData, CachedEntityState> inUse = new LinkedHashMap<>(64, 0.75f, true);
  private long weight;

  /**
   * @param budget stored bytes of the entities that may be in use; as objects they are several
   *     times that
   */
  EntityStateCache(Keys keys, KeyedStateStore store, FeaturePlan plan, long budget) {
    this.keys = keys;
    this.budget = budget;
    this.engine = new FeatureEngine(plan, this);
    this.heads =
        store.getState(new ValueStateDescriptor<>("head", BytePrimitiveArraySerializer.INSTANCE));
    this.blocks =
        store.getMapState(
            new MapStateDescriptor<>(
                "blocks", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE));
  }

  FeatureEngine engine() {
    return engine;
  }

  /** The entity of the selected key. */
  CachedEntityState get(RowData key) throws Exception {
    CachedEntityState entity = inUse.get(key);
    if (entity == null) {
      entity = load(key);
      inUse.put(key, entity);
      weight += weight(entity);
      if (weight > budget) {
        release(key);
      }
    }
    entity.change();
    return entity;
  }

  /** Removes the entity of the selected key, which has no events left. */
  void remove(CachedEntityState entity) {
    leave(entity);
    inUse.remove(entity.key());
    heads.clear();
  }

  /** Writes back what is in use; the selected key is then another. */
  void flush() throws Exception {
    for (CachedEntityState entity : inUse.values()) {
      weight -= weight(entity);
      write(entity);
      weight += weight(entity);
    }
  }

  /** Drops the objects without writing them back, for their keys do not come again. */
  void drop() {
    inUse.clear();
    weight = 0;
  }

  private CachedEntityState load(RowData key) throws Exception {
    byte[] bytes = heads.value();
    EntityState state = bytes == null ? engine.newState() : engine.read(bytes);
    return new CachedEntityState(key, state, bytes == null ? 0 : bytes.length);
  }

  /** Writes the entity back if it has changed; the selected key may then be another. */
  private void write(CachedEntityState entity) throws Exception {
    if (!entity.hasChanged()) {
      return;
    }
    keys.select(entity.key());
    if (engine.isNew(entity.state())) {
      heads.clear();
      entity.stored(0);
      return;
    }
    byte[] bytes = engine.write(entity.state());
    heads.update(bytes);
    entity.stored(bytes.length);
  }

  /** Writes back the longest unused half, so that the way there and back is seldom gone. */
  private void release(RowData selected) throws Exception {
    Iterator<CachedEntityState> eldest = inUse.values().iterator();
    while (weight > budget / 2 && eldest.hasNext()) {
      CachedEntityState entity = eldest.next();
      if (!entity.key().equals(selected)) {
        leave(entity);
        eldest.remove();
        write(entity);
      }
    }
    keys.select(selected);
  }

  private void leave(CachedEntityState entity) {
    weight -= weight(entity);
  }

  private static long weight(CachedEntityState entity) {
    return LEAST_WEIGHT + entity.storedBytes();
  }

  @Override
  public byte[] get(long number) {
    try {
      return blocks.get(number);
    } catch (Exception e) {
      throw new FlinkRuntimeException("A block of an entity's events cannot be read.", e);
    }
  }

  @Override
  public void put(long number, byte[] bytes) {
    try {
      blocks.put(number, bytes);
    } catch (Exception e) {
      throw new FlinkRuntimeException("A block of an entity's events cannot be written.", e);
    }
  }

  @Override
  public void remove(long number) {
    try {
      blocks.remove(number);
    } catch (Exception e) {
      throw new FlinkRuntimeException("A block of an entity's events cannot be removed.", e);
    }
  }
}
