package io.tidemark.definition;

/** Format of the messages of a {@link StreamDefinition}. */
public enum StreamFormat {
  /** One JSON object. */
  JSON,
  /** One record in Avro's binary form, without its schema: the pipeline file has it. */
  AVRO,
  /**
   * The same behind a zero byte and the id of its schema in a {@link SchemaRegistry}, as
   * Confluent's serializers write it.
   */
  AVRO_CONFLUENT
}
