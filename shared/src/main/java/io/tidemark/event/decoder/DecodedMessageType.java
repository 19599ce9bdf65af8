package io.tidemark.event.decoder;

import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * Flink type of a stream's {@link DecodedMessage}s; {@link DecodedMessageSerializer} writes them.
 */
public final class DecodedMessageType extends TypeInformation<DecodedMessage> {

  private static final long serialVersionUID = 1L;

  private final InternalTypeInfo<RowData> events;
  private final InternalTypeInfo<RowData> rejects =
      InternalTypeInfo.of(RejectLayout.table().rowType());

  private DecodedMessageType(EventLayout layout) {
    this.events = InternalTypeInfo.of(layout.rowType());
  }

  /** Type of the messages of a stream whose events have that layout. */
  public static TypeInformation<DecodedMessage> of(EventLayout layout) {
    return new DecodedMessageType(layout);
  }

  @Override
  public TypeSerializer<DecodedMessage> createSerializer(SerializerConfig config) {
    return new DecodedMessageSerializer(
        events.createSerializer(config), rejects.createSerializer(config));
  }

  @Override
  public Class<DecodedMessage> getTypeClass() {
    return DecodedMessage.class;
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
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof DecodedMessageType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecodedMessageType o && events.equals(o.events);
  }

  @Override
  public int hashCode() {
    return events.hashCode();
  }

  @Override
  public String toString() {
    return "DecodedMessage<" + events + ">";
  }
}
