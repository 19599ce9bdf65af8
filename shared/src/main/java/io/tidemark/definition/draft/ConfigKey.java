package io.tidemark.definition.draft;

import java.util.Optional;

/**
 * Key of a {@link ConfigSection}: declared once, for the parser that reads it, for the problems
 * that show an example of it, and for the reference, whose tables are made of it.
 *
 * @param example what problems show: {@code topic: shop.activity}
 * @param value what may stand behind the key: {@link #NAME}
 * @param required whether a section without it is a problem
 * @param byDefault what counts where it is missing, as a file would write it; empty where that is
 *     not a value of a file
 * @param unset what counts then, in words
 * @param meaning what the key says, in Markdown
 */
public record ConfigKey(
    String example,
    String value,
    boolean required,
    Optional<String> byDefault,
    String unset,
    String meaning) {

  /** What may stand behind a key. */
  public static final String NAME = "name";

  public static final String TEXT = "text";
  public static final String LENGTH = "length of time";
  public static final String EXPRESSION = "SQL";
  public static final String LIST = "list";
  public static final String MAPPING = "mapping";

  private static final String NOTHING = "none";

  public static ConfigKey required(String example, String value, String meaning) {
    return new ConfigKey(example, value, true, Optional.empty(), "", meaning);
  }

  public static ConfigKey optional(String example, String value, String meaning) {
    return new ConfigKey(example, value, false, Optional.empty(), NOTHING, meaning);
  }

  /** The same with a default, as a file would write it: parsers read it like one that is given. */
  public ConfigKey orElse(String text) {
    return new ConfigKey(example, value, required, Optional.of(text), "", meaning);
  }

  /** The same with words for what counts where it is missing. */
  public ConfigKey unset(String words) {
    return new ConfigKey(example, value, required, Optional.empty(), words, meaning);
  }

  public String name() {
    return example.substring(0, example.indexOf(':'));
  }
}
