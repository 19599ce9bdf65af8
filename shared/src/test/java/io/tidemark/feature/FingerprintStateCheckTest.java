package io.tidemark.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.UserException;
import io.tidemark.definition.parser.PipelineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which changes of a definition {@link FingerprintStateCheck} refuses. */
class FingerprintStateCheckTest {

  private static final String SUM = "{ agg: sum(price), window: 1 h }";

  @TempDir Path directory;

  @Test
  void goesOnWithTheSameAggregates() throws IOException {
    FingerprintStateCheck definition = definition(SUM);
    assertThatCode(() -> definition(SUM).check(List.of(definition.text(), definition.text())))
        .doesNotThrowAnyException();
  }

  @Test
  void goesOnWhereOnlyTheDocumentationIsAnother() throws IOException {
    FingerprintStateCheck documented = definition("{ agg: sum(price), window: 1 h, doc: Spent }");
    assertThatCode(() -> documented.check(List.of(definition(SUM).text())))
        .doesNotThrowAnyException();
  }

  /**
   * The type is the same, and so is the number of values that are kept: nothing else would tell.
   */
  @Test
  void refusesTheStateOfAnotherArgument() throws IOException {
    FingerprintStateCheck changed = definition("{ agg: sum(discount), window: 1 h }");
    assertThatThrownBy(() -> changed.check(List.of(definition(SUM).text())))
        .hasRootCauseInstanceOf(UserException.class)
        .hasStackTraceContaining("not those of the checkpoint");
  }

  @Test
  void refusesALongerWindow() throws IOException {
    FingerprintStateCheck changed = definition("{ agg: sum(price), window: 2 h }");
    assertThatThrownBy(() -> changed.check(List.of(definition(SUM).text())))
        .hasStackTraceContaining("not those of the checkpoint");
  }

  @Test
  void refusesASetThatIsNewToAJobThatGoesOn() throws IOException {
    FingerprintStateCheck added = definition(SUM);
    assertThatThrownBy(() -> added.check(List.of())).hasStackTraceContaining("it is new");
  }

  /** By these texts a savepoint is taken for one of the same definition: they never change. */
  @Test
  void theTextsInSavepointsAreWhatTheyWere() throws IOException {
    StringBuilder texts = new StringBuilder();
    for (String file : List.of("shop.yaml", "github.yaml")) {
      for (FeatureSet set : PipelineFile.read(Path.of("../infra/quickstart", file)).featureSets()) {
        texts.append(new FingerprintStateCheck(set, SlotPlan.of(set)).text()).append("\n\n");
      }
    }
    assertThat(texts.toString())
        .isEqualTo(Files.readString(Path.of("src/test/resources/state-definitions.txt")));
  }

  @Test
  void theTextsOfOtherTriggersAndOfParametersAreWhatTheyWere() throws IOException {
    String quantile = "{ agg: \"quantile(price, 0.95)\", window: 1 h step 1 min }";
    assertThat(definition("every 1 h", quantile).text())
        .isEqualTo(
            """
            [Input[stream=activity, entityColumns=[customer_id]]]
            [Slot[input=0, sql=price, type=INT]]
            [FeatureSpec[call=AggregateCall[function=quantile, argument=INT, parameters=[0.95]], \
            argument=0, condition=-1, stream=0, \
            window=Window[length=Optional[PT1H], step=Optional[PT1M]]]]
            Every[step=3600000]""");
    assertThat(definition("{ where: price > 7 }", "{ agg: \"top_k(discount, 3)\" }").text())
        .isEqualTo(
            """
            [Input[stream=activity, entityColumns=[customer_id]]]
            [Slot[input=0, sql=discount, type=INT], Slot[input=0, sql=price > 7, type=BOOLEAN]]
            [FeatureSpec[call=AggregateCall[function=top_k, argument=INT, parameters=[3]], \
            argument=0, condition=-1, stream=0, \
            window=Window[length=Optional.empty, step=Optional.empty]]]
            OnEvent[conditions=[1]]""");
  }

  private FingerprintStateCheck definition(String feature) throws IOException {
    return definition("event", feature);
  }

  private FingerprintStateCheck definition(String trigger, String feature) throws IOException {
    Path file = directory.resolve("shop.yaml");
    Files.writeString(
        file,
        """
        pipeline: shop
        streams:
          activity:
            topic: shop.activity
            columns:
              event_id: STRING NOT NULL
              occurred_at: TIMESTAMP_LTZ(3) NOT NULL
              customer_id: BIGINT NOT NULL
              price: INT
              discount: INT
            id: event_id
            time: occurred_at
        features:
          customer:
            entity: [customer_id]
            from: [activity]
            trigger: %s
            columns:
              one: %s
        """
            .formatted(trigger, feature));
    FeatureSet set = PipelineFile.read(file).featureSets().get(0);
    return new FingerprintStateCheck(set, SlotPlan.of(set));
  }
}
