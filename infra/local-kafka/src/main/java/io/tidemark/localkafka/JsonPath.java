package io.tidemark.localkafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Path of a value in a JSON message: field names, outermost first, as in {@code actor.login}.
 * {@link JsonLinesProducer} takes keys and timestamps from there.
 *
 * @param fields at least one
 */
public record JsonPath(List<String> fields) {

  private static final JsonFactory JSON = new JsonFactory();

  public JsonPath {
    fields = List.copyOf(fields);
    if (fields.isEmpty() || fields.contains("")) {
      throw new IllegalArgumentException("a path names fields, as in actor.login: " + fields);
    }
  }

  public static JsonPath of(String dotted) {
    return new JsonPath(List.of(dotted.split("\\.", -1)));
  }

  /** Text of the string, number or boolean there; empty where there is none or no JSON. */
  public Optional<String> read(byte[] message) {
    try (JsonParser json = JSON.createParser(message)) {
      return json.nextToken() == JsonToken.START_OBJECT && find(json)
          ? scalar(json)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean find(JsonParser json) throws IOException {
    for (int depth = 0; depth < fields.size(); depth++) {
      if (json.currentToken() != JsonToken.START_OBJECT || !enter(json, fields.get(depth))) {
        return false;
      }
    }
    return true;
  }

  /** Moves from the start of an object to the value of one of its fields. */
  private static boolean enter(JsonParser json, String field) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals(field);
      json.nextToken();
      if (found) {
        return true;
      }
      json.skipChildren();
    }
    return false;
  }

  private static Optional<String> scalar(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL
        ? Optional.of(json.getText())
        : Optional.empty();
  }
}
