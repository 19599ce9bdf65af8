package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetOptionTest {

  @Test
  void saysThatAPipelineHasNoFeatureSets() {
    Pipeline events = new Pipeline("shop", List.of(), List.of(), Map.of());
    assertThatThrownBy(() -> new SetOption().of(events))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it has no feature sets");
  }
}
