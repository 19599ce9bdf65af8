package io.tidemark.cli.options;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureSetOptionsTest {

  @Test
  void saysThatAPipelineHasNoFeatureSets() {
    Pipeline events = new Pipeline("shop", List.of(), List.of(), Map.of());
    assertThatThrownBy(() -> new FeatureSetOptions().of(events))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it has no feature sets");
  }
}
