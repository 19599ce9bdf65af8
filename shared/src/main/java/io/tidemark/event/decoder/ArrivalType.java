package io.tidemark.event.decoder;

import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.types.Either;

/**
 * Flink type of an arrival: the event row (left) or reject row (right) that {@link EventDecoder}
 * makes of a message.
 */
public final class ArrivalType {

  private ArrivalType() {}

  public static TypeInformation<Either<RowData, RowData>> of(EventLayout layout) {
    return new EitherTypeInfo<>(
        InternalTypeInfo.of(layout.rowType()), InternalTypeInfo.of(RejectLayout.table().rowType()));
  }
}
