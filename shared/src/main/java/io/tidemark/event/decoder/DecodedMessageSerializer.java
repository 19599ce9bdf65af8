package io.tidemark.event.decoder;

import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.RowData;

/**
 * Serializes a {@link DecodedMessage}: whether it was accepted, its row by Flink's serializer of
 * rows, and its position. Messages pass from operator to operator and are in no state, so that
 * these bytes are no contract.
 */
final class DecodedMessageSerializer extends TypeSerializer<DecodedMessage> {

  private static final long serialVersionUID = 1L;
  private static final int VARIABLE = -1;

  private final TypeSerializer<RowData> events;
  private final TypeSerializer<RowData> rejects;

  DecodedMessageSerializer(TypeSerializer<RowData> events, TypeSerializer<RowData> rejects) {
    this.events = events;
    this.rejects = rejects;
  }

  @Override
  public void serialize(DecodedMessage message, DataOutputView out) throws IOException {
    boolean accepted = message instanceof Accepted;
    out.writeBoolean(accepted);
    (accepted ? events : rejects).serialize(message.row(), out);
    MessagePosition position = message.position();
    out.writeUTF(position.topic());
    out.writeInt(position.partition());
    out.writeLong(position.offset());
    out.writeInt(position.leaderEpoch());
  }

  @Override
  public DecodedMessage deserialize(DataInputView in) throws IOException {
    boolean accepted = in.readBoolean();
    RowData row = (accepted ? events : rejects).deserialize(in);
    MessagePosition position =
        new MessagePosition(in.readUTF(), in.readInt(), in.readLong(), in.readInt());
    return accepted ? new Accepted(row, position) : new Rejected(row, position);
  }

  @Override
  public DecodedMessage deserialize(DecodedMessage reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public DecodedMessage copy(DecodedMessage message) {
    return message instanceof Accepted accepted
        ? new Accepted(events.copy(accepted.row()), accepted.position())
        : new Rejected(rejects.copy(message.row()), message.position());
  }

  @Override
  public DecodedMessage copy(DecodedMessage message, DecodedMessage reuse) {
    return copy(message);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public DecodedMessage createInstance() {
    return Accepted.ofHistory(events.createInstance());
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public int getLength() {
    return VARIABLE;
  }

  /** Serializers of rows keep buffers, so that no two threads may share one. */
  @Override
  public TypeSerializer<DecodedMessage> duplicate() {
    return new DecodedMessageSerializer(events.duplicate(), rejects.duplicate());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecodedMessageSerializer o
        && events.equals(o.events)
        && rejects.equals(o.rejects);
  }

  @Override
  public int hashCode() {
    return 31 * events.hashCode() + rejects.hashCode();
  }

  /**
   * @throws UnsupportedOperationException always: state that held messages would need a form that
   *     stays
   */
  @Override
  public TypeSerializerSnapshot<DecodedMessage> snapshotConfiguration() {
    throw new UnsupportedOperationException("messages are in no state");
  }
}
