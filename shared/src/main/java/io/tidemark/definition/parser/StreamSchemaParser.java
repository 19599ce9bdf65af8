package io.tidemark.definition.parser;

import io.tidemark.definition.StreamFormat;
import io.tidemark.definition.StreamFormat.SchemaLocation;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Parses the schema of a stream's messages, which a stream has or must not have by the {@link
 * SchemaLocation} of its {@link StreamFormat}.
 */
final class StreamSchemaParser {

  private static final String KEY = "schema";

  private final ConfigSection section;

  private StreamSchemaParser(ConfigSection section) {
    this.section = section;
  }

  static Optional<String> read(ConfigSection section, StreamFormat format) {
    StreamSchemaParser parser = new StreamSchemaParser(section);
    Optional<Text> schema = section.text(KEY);
    return switch (format.schemaLocation()) {
      case STREAM -> parser.required(schema);
      case NONE, REGISTRY -> parser.refused(schema);
    };
  }

  private Optional<String> required(Optional<Text> schema) {
    section.require(KEY);
    schema.ifPresent(this::checkAvro);
    return schema.map(Text::value);
  }

  private void checkAvro(Text text) {
    try {
      Schema schema = new Schema.Parser().parse(text.value());
      if (schema.getType() != Schema.Type.RECORD) {
        String what = "schema of " + section.title() + " is of " + schema.getType().getName();
        section.report(KEY, text, what, "a message is one record");
      }
    } catch (AvroRuntimeException e) {
      String why = e.getMessage().lines().findFirst().orElse("");
      String what = "schema of " + section.title() + " is none: " + why;
      section.report(KEY, text, what, "a schema is Avro's, as JSON");
    }
  }

  private Optional<String> refused(Optional<Text> schema) {
    String rule =
        "schema belongs to format: %s; %s needs none, %s has a registry"
            .formatted(
                words(SchemaLocation.STREAM),
                words(SchemaLocation.NONE),
                words(SchemaLocation.REGISTRY));
    schema.ifPresent(text -> section.report(KEY, text, section.title() + " has a schema", rule));
    return schema.map(Text::value);
  }

  private static String words(SchemaLocation location) {
    return StreamFormat.with(location).stream()
        .map(EnumParser::word)
        .collect(Collectors.joining(", "));
  }
}
