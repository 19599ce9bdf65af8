package io.tidemark.event;

import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The decoder as Flink's Kafka source calls it, so that watermarks are made a partition. */
public final class EventDeserializer
    implements KafkaRecordDeserializationSchema<Either<RowData, RowData>> {

  private static final long serialVersionUID = 1L;

  private final EventDecoder decoder;
  private final TypeInformation<Either<RowData, RowData>> type;

  public EventDeserializer(EventLayout layout) {
    this.decoder = new EventDecoder(layout.stream());
    this.type = ArrivalType.of(layout);
  }

  @Override
  public void open(InitializationContext context) throws Exception {
    decoder.open();
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> message, Collector<Either<RowData, RowData>> out) {
    out.collect(decoder.decode(message));
  }

  @Override
  public TypeInformation<Either<RowData, RowData>> getProducedType() {
    return type;
  }
}
