package io.tidemark.event.format;

import io.tidemark.definition.SchemaRegistry;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import java.util.Optional;

/** Creates the {@link MessageFormat} that the key {@code format} of a stream names. */
public final class MessageFormatFactory {

  private MessageFormatFactory() {}

  /**
   * The format of the stream's messages.
   *
   * @param registry where the schemas are, if the stream's messages have them there
   * @throws UserException if they are, and it is empty
   */
  public static MessageFormat create(
      StreamDefinition stream, MessageSchema schema, Optional<SchemaRegistry> registry) {
    return switch (stream.format()) {
      case JSON -> new JsonFormat(schema);
      case AVRO -> new AvroFormat(stream.schema().orElseThrow(), schema.rowType());
      case AVRO_CONFLUENT ->
          new ConfluentAvroFormat(registry.orElseThrow(() -> noRegistry(stream)), schema.rowType());
    };
  }

  private static UserException noRegistry(StreamDefinition stream) {
    return new UserException(
        "stream " + stream.name(),
        "its format is avro-confluent, and the environment has no schema_registry",
        "the schemas of such messages are in a registry",
        "schema_registry: { url: \"https://registry:8081\" }");
  }
}
