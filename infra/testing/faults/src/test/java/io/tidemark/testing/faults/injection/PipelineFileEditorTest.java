package io.tidemark.testing.faults.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.parser.PipelineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFileEditorTest {

  @TempDir private Path dir;
  private Path file;

  @BeforeEach
  void copies() throws IOException {
    file = Files.copy(Path.of("../../quickstart/shop.yaml"), dir.resolve("pipeline.yaml"));
  }

  @Test
  void anAddedStreamIsTheSameUnderAnotherName() throws IOException {
    StreamDefinition payments = PipelineFile.read(file).stream("payments");
    assertThat(new PipelineFileEditor(file).addStream(payments)).isEqualTo("payments_again");
    Pipeline changed = PipelineFile.read(file);
    StreamDefinition added = changed.stream("payments_again");
    assertThat(added.topic()).isEqualTo(payments.topic());
    assertThat(added.columns()).isEqualTo(payments.columns());
    assertThat(changed.streams()).hasSize(4);
    assertThat(changed.featureSets()).extracting(FeatureSet::name).contains("payments_again_seen");
  }

  @Test
  void anAddedFeatureIsInItsSet() throws IOException {
    new PipelineFileEditor(file).addFeature("card_risk", "added_7", true);
    assertThat(PipelineFile.read(file).featureSets())
        .filteredOn(set -> set.features().stream().anyMatch(f -> f.name().equals("added_7")))
        .extracting(FeatureSet::name)
        .containsExactly("card_risk");
  }
}
