package io.tidemark.event.decoder;

import io.tidemark.definition.SchemaRegistry;
import io.tidemark.event.EventLayout;
import io.tidemark.metric.JobMetric;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Deserialization schema of Flink's Kafka source, around {@link EventDecoder}. Messages are decoded
 * inside of the source so that {@link EventWatermarkGenerator} makes watermarks per partition.
 */
public final class EventDeserializer implements KafkaRecordDeserializationSchema<DecodedMessage> {

  private static final long serialVersionUID = 1L;

  private final String stream;
  private final EventDecoder decoder;
  private final TypeInformation<DecodedMessage> type;

  /**
   * @param registry where the schemas are, if the stream's messages have them there
   */
  public EventDeserializer(EventLayout layout, Optional<SchemaRegistry> registry) {
    this.stream = layout.stream().name();
    this.decoder = new EventDecoder(layout.stream(), registry);
    this.type = DecodedMessageType.of(layout);
  }

  @Override
  public void open(InitializationContext context) throws Exception {
    decoder.open(JobMetric.UNKNOWN_FIELDS.counter(context.getMetricGroup(), stream));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<DecodedMessage> out) {
    out.collect(decoder.decode(message));
  }

  @Override
  public TypeInformation<DecodedMessage> getProducedType() {
    return type;
  }
}
