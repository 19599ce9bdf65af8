package io.tidemark.event.format;

import java.io.IOException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.util.JsonParserDelegate;

/**
 * JSON parser that gives a {@link NumberNode} for each number that Jackson would not keep as it is
 * written: fractions, exponents, and {@code -0}.
 */
final class NumberPreservingParser extends JsonParserDelegate {

  private static final String MINUS_ZERO = "-0";

  private NumberNode number; // null where the token is another

  NumberPreservingParser(JsonParser parser) {
    super(parser);
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    number = isLost(token) ? new NumberNode(super.getText()) : null;
    return number == null ? token : JsonToken.VALUE_EMBEDDED_OBJECT;
  }

  private boolean isLost(JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NUMBER_FLOAT
        || token == JsonToken.VALUE_NUMBER_INT
            && super.getTextLength() == MINUS_ZERO.length()
            && super.getText().equals(MINUS_ZERO);
  }

  @Override
  public JsonToken currentToken() {
    return number == null ? super.currentToken() : JsonToken.VALUE_EMBEDDED_OBJECT;
  }

  @Override
  public int currentTokenId() {
    return number == null ? super.currentTokenId() : JsonToken.VALUE_EMBEDDED_OBJECT.id();
  }

  @Override
  public Object getEmbeddedObject() throws IOException {
    return number == null ? super.getEmbeddedObject() : number;
  }
}
