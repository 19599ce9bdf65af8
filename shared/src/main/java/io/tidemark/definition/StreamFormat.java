package io.tidemark.definition;

/** Formats of the messages of a stream. */
public enum StreamFormat {
  /** One JSON object. */
  JSON,
  /** One record in Avro's binary form, without its schema: the pipeline file has it. */
  AVRO,
  /** The same behind the number of its schema, as Confluent's serializers write it. */
  AVRO_CONFLUENT
}
