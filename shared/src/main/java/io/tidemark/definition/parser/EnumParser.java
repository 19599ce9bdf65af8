package io.tidemark.definition.parser;

import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.NameSuggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses keys of a {@link ConfigSection} whose value is a constant of an enum, in lower case with
 * hyphens.
 */
final class EnumParser {

  private EnumParser() {}

  /** The value of a key of the section; the default where it is missing or wrong. */
  static <E extends Enum<E>> E read(ConfigSection section, String key, E byDefault) {
    Optional<Text> text = section.text(key);
    List<E> all = Arrays.asList(byDefault.getDeclaringClass().getEnumConstants());
    Optional<E> choice =
        text.flatMap(t -> all.stream().filter(e -> word(e).equals(t.value())).findFirst());
    if (text.isPresent() && choice.isEmpty()) {
      List<String> words = all.stream().map(EnumParser::word).toList();
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
    return choice.orElse(byDefault);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
