package io.tidemark.event.decoder;

import io.tidemark.event.EventLayout;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Either;

/**
 * Message as {@link EventDeserializer} hands it on: its event row (left) or reject row (right), and
 * the epoch of the leader of its partition when it was written. The epoch shows whether Kafka has
 * lost messages that were read.
 */
public final class DecodedMessage extends Tuple2<Either<RowData, RowData>, Integer> {

  /** Epoch of a message of which Kafka does not tell it. */
  public static final int NO_EPOCH = -1;

  private static final long serialVersionUID = 1L;

  /** Constructor for Flink's serializer. */
  public DecodedMessage() {}

  public DecodedMessage(Either<RowData, RowData> arrival, int leaderEpoch) {
    super(arrival, leaderEpoch);
  }

  static TypeInformation<DecodedMessage> type(EventLayout layout) {
    return new TupleTypeInfo<>(DecodedMessage.class, ArrivalType.of(layout), Types.INT);
  }

  /** The event row or the reject row. */
  public Either<RowData, RowData> arrival() {
    return f0;
  }

  /** A number that rises with every leader; {@link #NO_EPOCH} if it is not known. */
  public int leaderEpoch() {
    return f1;
  }
}
