package io.tidemark.event.format;

import java.io.IOException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonGenerator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.SerializerProvider;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.JsonNodeType;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ValueNode;

/**
 * JSON number that keeps the digits of the message. Jackson's own nodes are doubles, or decimals if
 * asked for them: either way {@code 1.10} or {@code 1e2} could not be given back as they came. Made
 * by {@link NumberPreservingParser}.
 */
final class NumberNode extends ValueNode {

  private static final long serialVersionUID = 1L;

  private final String digits;

  NumberNode(String digits) {
    this.digits = digits;
  }

  @Override
  public JsonNodeType getNodeType() {
    return JsonNodeType.NUMBER;
  }

  @Override
  public JsonToken asToken() {
    return JsonToken.VALUE_NUMBER_FLOAT;
  }

  @Override
  public String asText() {
    return digits;
  }

  @Override
  public void serialize(JsonGenerator out, SerializerProvider ignored) throws IOException {
    out.writeNumber(digits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberNode number && number.digits.equals(digits);
  }

  @Override
  public int hashCode() {
    return digits.hashCode();
  }
}
