package io.tidemark.definition.parser;

import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.NameSuggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parses keys of a {@link ConfigSection} whose value is a constant of an enum, in lower case with
 * hyphens.
 */
final class EnumParser {

  private EnumParser() {}

  /** The value of a key of the section; its default, or else the first, if missing or wrong. */
  static <E extends Enum<E>> E read(ConfigSection section, String key, Class<E> type) {
    Optional<Text> text = section.text(key);
    Optional<E> choice = text.flatMap(t -> find(type, t.value()));
    if (text.isPresent() && choice.isEmpty()) {
      List<String> words = words(type).toList();
      section.report(
          key,
          text.get(),
          key
              + " of "
              + section.title()
              + " is "
              + text.get().written()
              + NameSuggestions.hint(text.get().written(), words),
          key + " is one of " + String.join(", ", words));
    }
    return choice
        .or(() -> section.byDefault(key).flatMap(word -> find(type, word)))
        .orElse(type.getEnumConstants()[0]);
  }

  /** The words in Markdown, for the declaration of a key. */
  static String oneOf(Class<? extends Enum<?>> type) {
    return oneOf(List.of(type.getEnumConstants()));
  }

  /** The words of some. */
  static String oneOf(List<? extends Enum<?>> constants) {
    return constants.stream()
        .map(constant -> "`" + word(constant) + "`")
        .collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants()).filter(e -> word(e).equals(word)).findFirst();
  }

  private static Stream<String> words(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumParser::word);
  }

  /** The word for a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
