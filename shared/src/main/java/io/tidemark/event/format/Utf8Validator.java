package io.tidemark.event.format;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Validates that bytes are UTF-8, for {@link StrictJsonParser}, and that a text can be written as
 * UTF-8. Jackson guesses UTF-16 and UTF-32 from zero bytes, and takes bytes for characters that are
 * none.
 */
final class Utf8Validator {

  private static final int PREFIX = 5; // of a schema registry: a zero and the number of a schema

  private static final String WIDE = "it is UTF-16 or UTF-32: JSON is UTF-8";

  private Utf8Validator() {}

  /** Rejects bytes that are no JSON in UTF-8, before anybody can take them for another encoding. */
  static void require(byte[] json) throws RejectedException {
    for (int i = 0; i < Math.min(4, json.length); i++) {
      if (json[i] == 0) {
        throw malformed(i == 0 ? withZero(json) : WIDE);
      }
    }
    if (json.length > 1 && isMark(json[0] & 0xFF, json[1] & 0xFF)) {
      throw malformed("it is UTF-16, by its byte order mark: JSON is UTF-8");
    }
    for (int i = 0; i < json.length; i++) {
      if (json[i] < 0) {
        requireFrom(i, json);
        return;
      }
    }
  }

  private static String withZero(byte[] json) {
    boolean registry = json.length > PREFIX && json[PREFIX] == '{';
    boolean wide = json.length > 3 && json[2] == 0 && (json[1] == '{' || json[3] == '{');
    if (wide && !registry) {
      return WIDE;
    }
    String schema = registry ? " (" + ByteBuffer.wrap(json, 1, Integer.BYTES).getInt() + ")" : "";
    return "begins with a zero byte: a schema registry's JSON? Its serializers put a zero and the"
        + " number of a schema%s before it; only plain JSON is read".formatted(schema);
  }

  private static boolean isMark(int first, int second) {
    return first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
  }

  private static void requireFrom(int start, byte[] json) throws RejectedException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(json, start, json.length - start);
    CharBuffer out = CharBuffer.allocate(1024);
    CoderResult result;
    do {
      result = decoder.decode(in, out.clear(), true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw malformed("it is not UTF-8: byte " + in.position());
    }
  }

  private static RejectedException malformed(String detail) {
    return new RejectedException(RejectReason.MALFORMED, detail);
  }

  /** Whether the text has a form in UTF-8: half of a surrogate pair has none. */
  static boolean has(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
