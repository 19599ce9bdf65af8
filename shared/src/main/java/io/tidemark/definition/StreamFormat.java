package io.tidemark.definition;

import java.util.Arrays;
import java.util.List;

/**
 * Format of the messages of a {@link StreamDefinition}. A constant says what a pipeline file has to
 * know of its format; what reads the messages is a {@code MessageFormat}.
 */
public enum StreamFormat {
  /** One JSON object. */
  JSON(SchemaLocation.NONE, "is one object"),
  /** One record in Avro's binary form, without its schema: the pipeline file has it. */
  AVRO(SchemaLocation.STREAM, "one record in Avro's binary form, without its schema"),
  /**
   * The same behind a zero byte and the id of its schema in a {@link SchemaRegistry}, as
   * Confluent's serializers write it.
   */
  AVRO_CONFLUENT(
      SchemaLocation.REGISTRY,
      "the same behind the number of its schema, as Confluent's serializers write it");

  private final SchemaLocation schemaLocation;
  private final String meaning;

  StreamFormat(SchemaLocation schemaLocation, String meaning) {
    this.schemaLocation = schemaLocation;
    this.meaning = meaning;
  }

  /** Location of the schema that a message was written by. */
  public enum SchemaLocation {
    /** Nowhere: a message names its fields itself. */
    NONE,
    /** The {@link StreamDefinition#schema}, which is one of Avro. */
    STREAM,
    /** The {@link SchemaRegistry} of the environment. */
    REGISTRY
  }

  /** Formats whose messages have their schemas there. */
  public static List<StreamFormat> with(SchemaLocation location) {
    return Arrays.stream(values()).filter(f -> f.schemaLocation == location).toList();
  }

  public SchemaLocation schemaLocation() {
    return schemaLocation;
  }

  /** Description in Markdown, of which {@code docs/reference/pipeline-file.md} is made. */
  public String meaning() {
    return meaning;
  }
}
