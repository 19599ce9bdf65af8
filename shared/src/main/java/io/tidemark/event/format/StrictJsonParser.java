package io.tidemark.event.format;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.io.IOException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.json.JsonReadFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Parses one JSON value in UTF-8 (RFC 8259, 8.1): nothing behind it, no key twice, and numbers as
 * they are written. {@link Utf8Validator} looks at the bytes first, {@link NumberPreservingParser}
 * keeps the numbers.
 */
final class StrictJsonParser {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .configure(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature(), true)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private StrictJsonParser() {}

  static JsonNode parse(byte[] value) throws RejectedException {
    Utf8Validator.require(value);
    try (JsonParser parser = new NumberPreservingParser(JSON.createParser(value))) {
      JsonNode node = JSON.readTree(parser);
      if (node == null) {
        throw new RejectedException(RejectReason.MALFORMED, "there is nothing in it");
      }
      if (parser.nextToken() != null) {
        throw new RejectedException(RejectReason.MALFORMED, "there is more behind the object");
      }
      return node;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new RejectedException(RejectReason.MALFORMED, RejectDetailFormatter.firstLine(e));
    }
  }
}
