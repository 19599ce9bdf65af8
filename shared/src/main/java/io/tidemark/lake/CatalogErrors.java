package io.tidemark.lake;

import io.tidemark.definition.UserException;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns a catalog's exception into a {@link UserException} of one line, without the values of its
 * properties: a URL or a message may carry a password.
 */
final class CatalogErrors {

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|password|passwd|token|credential|key|user).*");
  private static final Pattern PARTS = Pattern.compile("[?&;/@]|://");
  private static final int HARMLESS = 8;

  private CatalogErrors() {}

  static UserException because(String catalog, Map<String, String> properties, Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String text = failure.getMessage() + "";
    if (root != failure) {
      text += ": " + root.getClass().getSimpleName() + ": " + root.getMessage();
    }
    return new UserException(
        "catalog " + catalog,
        "it does not answer: " + redact(text.lines().findFirst().orElse(""), properties),
        "the catalog must be reachable from here with the properties of the environment file",
        "the quickstart's: catalog-impl, uri and warehouse of a catalog in a local file");
  }

  private static String redact(String text, Map<String, String> properties) {
    String redacted = text;
    for (var property :
        properties.entrySet().stream()
            .sorted(Comparator.comparing(p -> -p.getValue().length()))
            .toList()) {
      String value = property.getValue();
      if (!value.isEmpty()
          && (value.length() >= HARMLESS || SECRET.matcher(property.getKey()).matches())) {
        redacted = redacted.replace(value, "<" + property.getKey() + ">");
      }
      redacted = redactParameters(redacted, value);
    }
    return redacted;
  }

  /** A URL may carry a password in the middle. */
  private static String redactParameters(String text, String url) {
    String redacted = text;
    for (String part : PARTS.split(url)) {
      int equals = part.indexOf('=');
      if (equals > 0
          && equals < part.length() - 1
          && SECRET.matcher(part.substring(0, equals)).matches()) {
        redacted =
            redacted.replace(part.substring(equals + 1), "<" + part.substring(0, equals) + ">");
      }
    }
    return redacted;
  }
}
