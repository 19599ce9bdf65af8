package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.flink.EventNumberSource.Split;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Serializers of the splits of {@link EventNumberSource}: number and count. */
final class SplitSerializers {

  private static final int SIZE = Integer.BYTES + Long.BYTES;

  private SplitSerializers() {}

  static final class One implements SimpleVersionedSerializer<Split> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Split split) {
      return bytes(List.of(split));
    }

    @Override
    public Split deserialize(int version, byte[] serialized) {
      return splits(serialized).get(0);
    }
  }

  static final class Many implements SimpleVersionedSerializer<Collection<Split>> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Collection<Split> splits) {
      return bytes(splits);
    }

    @Override
    public Collection<Split> deserialize(int version, byte[] serialized) {
      return splits(serialized);
    }
  }

  private static byte[] bytes(Collection<Split> splits) {
    ByteBuffer buffer = ByteBuffer.allocate(splits.size() * SIZE);
    splits.forEach(split -> buffer.putInt(split.number()).putLong(split.count()));
    return buffer.array();
  }

  private static List<Split> splits(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<Split> splits = new ArrayList<>();
    while (buffer.hasRemaining()) {
      splits.add(new Split(buffer.getInt(), buffer.getLong()));
    }
    return splits;
  }
}
