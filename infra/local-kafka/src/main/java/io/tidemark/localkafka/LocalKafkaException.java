package io.tidemark.localkafka;

/**
 * Failure whose message alone tells a user what to do, so that no stack trace is needed; made by
 * {@link KafkaClientErrors} and the clients of this package.
 */
public final class LocalKafkaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LocalKafkaException(String message) {
    super(message);
  }

  public LocalKafkaException(String message, Throwable cause) {
    super(message, cause);
  }
}
