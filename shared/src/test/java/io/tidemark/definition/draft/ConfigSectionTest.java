package io.tidemark.definition.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import io.tidemark.definition.draft.ConfigNode.Entries;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the declaration of a key does for the parser that reads it. */
class ConfigSectionTest {

  private static final ConfigKeys KEYS =
      ConfigKeys.of(
          ConfigKey.required("topic: shop.activity", ConfigKey.NAME, "a topic"),
          ConfigKey.optional("max_ahead: 30 min", ConfigKey.LENGTH, "a bound").orElse("1 h"));

  private static final SourceLocation PLACE = new SourceLocation("shop.yaml:1:1", 1);

  private final ProblemCollector problems = new ProblemCollector();
  private final ConfigSection section =
      new ConfigSection("stream a", PLACE, new Entries(List.of(), PLACE), KEYS, problems);

  @Test
  void aRequiredKeyThatIsMissingIsAProblemOfItsOwnOnceItIsRead() {
    problems.throwIfAny();
    assertThat(section.text("topic")).isEmpty();
    assertThat(section.find("topic")).isEmpty();
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.problems()).hasSize(1);
              assertThat(e.problems().get(0).what()).isEqualTo("stream a has no topic");
              assertThat(e.problems().get(0).example()).isEqualTo("topic: shop.activity");
            });
  }

  @Test
  void aMissingKeyHasTheDefaultThatIsDeclared() {
    assertThat(DurationFormat.read(section, "max_ahead", Duration.ZERO))
        .isEqualTo(Duration.ofHours(1));
    problems.throwIfAny();
  }

  @Test
  void aKeyThatIsNotDeclaredCannotBeRead() {
    assertThatThrownBy(() -> section.text("topik"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topik is none of [topic, max_ahead]");
  }
}
