package io.tidemark.event.format;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/**
 * Provides Avro schemas by id from a registry with Confluent's REST interface, asked by {@link
 * RegistryClient}, and those that they refer to.
 */
final class RegistrySchemaProvider {

  private static final int MOST_REFERENCES = 1_000;

  private final RegistryClient registry;

  RegistrySchemaProvider(RegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Fetches and parses the schema of that id.
   *
   * @throws RejectedException if there is none, it is not one of Avro, or nobody can use it
   * @throws UncheckedIOException if the registry does not answer: nothing may be rejected for that
   */
  Schema schema(int id) throws RejectedException {
    if (id < 0) {
      throw none(id);
    }
    JsonNode answer = registry.get("/schemas/ids/" + id).orElseThrow(() -> none(id));
    if (!answer.path("schemaType").asText("AVRO").equals("AVRO")) {
      throw none(id);
    }
    try {
      return parse(answer, parser(), new HashSet<>());
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw unusable(Integer.toString(id), RejectDetailFormatter.firstLine(e));
    }
  }

  /**
   * Parser that does not validate names and defaults: registries and other languages take what
   * Java's parser finds wrong, and readers never need.
   */
  @SuppressWarnings("deprecation")
  private static Schema.Parser parser() {
    return new Schema.Parser().setValidate(false).setValidateDefaults(false);
  }

  /** Parses a schema, and before it those that it refers to. */
  private Schema parse(JsonNode answer, Schema.Parser parser, Set<String> seen)
      throws RejectedException {
    for (JsonNode reference : answer.path("references")) {
      if (!parser.getTypes().containsKey(reference.path("name").asText())) {
        String path = path(reference);
        if (!seen.add(path) || seen.size() > MOST_REFERENCES) {
          throw unusable(path, "it refers to itself, or to too many");
        }
        parse(registry.get(path).orElseThrow(() -> unusable(path, "is missing")), parser, seen);
      }
    }
    return parser.parse(answer.path("schema").asText());
  }

  private static String path(JsonNode reference) {
    String subject = URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8);
    String version = URLEncoder.encode(reference.path("version").asText(), StandardCharsets.UTF_8);
    return "/subjects/" + subject + "/versions/" + version;
  }

  private static RejectedException none(int id) {
    return new RejectedException(RejectReason.MALFORMED, "the registry has no Avro schema " + id);
  }

  private static RejectedException unusable(String which, String why) {
    return new RejectedException(
        RejectReason.MALFORMED, "the registry's schema " + which + " cannot be used: " + why);
  }
}
