package io.tidemark.event.decoder;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Position of a {@link DecodedMessage} in Kafka.
 *
 * @param leaderEpoch number that rises with every leader of the partition, which shows whether
 *     Kafka has lost messages that were read; {@link #NO_EPOCH} if it is not known
 */
public record MessagePosition(String topic, int partition, long offset, int leaderEpoch) {

  /** Epoch of a message of which Kafka does not tell it. */
  public static final int NO_EPOCH = -1;

  /** Position of what was not read from Kafka just now. */
  public static final MessagePosition UNKNOWN = new MessagePosition("", -1, -1, NO_EPOCH);

  static MessagePosition of(ConsumerRecord<?, ?> message) {
    return new MessagePosition(
        message.topic(),
        message.partition(),
        message.offset(),
        message.leaderEpoch().orElse(NO_EPOCH));
  }
}
