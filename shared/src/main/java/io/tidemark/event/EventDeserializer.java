package io.tidemark.event;

import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The decoder as Flink's Kafka source calls it, so that watermarks are made a partition. */
public final class EventDeserializer implements KafkaRecordDeserializationSchema<KafkaArrival> {

  private static final long serialVersionUID = 1L;

  private final EventDecoder decoder;
  private final TypeInformation<KafkaArrival> type;

  public EventDeserializer(EventLayout layout) {
    this.decoder = new EventDecoder(layout.stream());
    this.type = KafkaArrival.type(layout);
  }

  @Override
  public void open(InitializationContext context) throws Exception {
    decoder.open();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<KafkaArrival> out) {
    int epoch = message.leaderEpoch().orElse(KafkaArrival.NO_EPOCH);
    out.collect(new KafkaArrival(decoder.decode(message), epoch));
  }

  @Override
  public TypeInformation<KafkaArrival> getProducedType() {
    return type;
  }
}
