package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.backfill.VerifyJob;
import io.tidemark.backfill.VerifyResult;
import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.TimeRange;
import io.tidemark.testing.faults.check.FeatureRows;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests that hold of the feature tables, whichever mode has filled them and whatever has
 * interrupted it: against SQL ({@link SqlWindowOracle}), against the other mode, and by {@link
 * VerifyJob}.
 */
@ExtendWith(EndToEndExtension.class)
public abstract class ParitySuite {

  private static final Logger LOG = LoggerFactory.getLogger(ParitySuite.class);

  private final EndToEndFixture shop;
  private EndToEndWorkspace workspace;

  public ParitySuite(EndToEndFixture shop) {
    this.shop = shop;
  }

  /** Workspace in which this mode has run the pipeline over all of the messages. */
  abstract EndToEndWorkspace run(EndToEndFixture shop) throws Exception;

  /** Workspace of the other mode. */
  abstract EndToEndWorkspace otherMode(EndToEndFixture shop) throws Exception;

  /** The live one of the two, which knows how far its tables are sealed. */
  abstract EndToEndWorkspace live(EndToEndFixture shop) throws Exception;

  @BeforeEach
  void runPipeline() throws Exception {
    workspace = run(shop);
  }

  @Test
  void everySetIsTested() {
    assertThat(workspace.pipeline().featureSets())
        .extracting(FeatureSet::name)
        .containsExactlyInAnyOrder(
            ForEachFeatureSet.class.getAnnotation(ValueSource.class).strings());
  }

  @Test
  void everyAggregateIsTested() {
    assertThat(workspace.pipeline().featureSets())
        .flatExtracting(FeatureSet::aggregates)
        .extracting(feature -> feature.call().function())
        .containsAll(AggregateRegistry.names());
  }

  @ForEachSqlFeatureSet
  void everyRowAndValueIsWhatSqlSays(String set) throws Exception {
    Instant end = live(shop).sealed(set);
    FeatureRows rows = workspace.features(set).before(end);
    FeatureRows expected = shop.oracle().rows(set, workspace.table(set).schema()).before(end);

    rows.requireEqual(expected);

    LOG.info("{}: {} rows, {} values are DuckDB's", set, rows.size(), rows.values());
  }

  @ForEachFeatureSet
  void everyRowIsToTheBitThatOfTheOtherMode(String set) throws Exception {
    Instant end = live(shop).sealed(set);
    workspace.features(set).before(end).requireEqual(otherMode(shop).features(set).before(end));
  }

  @ForEachFeatureSet
  void verifyFindsNoDifference(String set) throws Exception {
    FeatureSet verified = workspace.set(set);
    VerifyJob job = new VerifyJob(workspace.toWorkspace());
    TimeRange all = job.range(verified, null, live(shop).sealed(set));

    VerifyResult verdict = job.run(verified, all);

    assertThat(verdict.differences()).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.equal())
        .isEqualTo(workspace.features(set).before(live(shop).sealed(set)).size())
        .isPositive();
  }

  EndToEndWorkspace site() {
    return workspace;
  }

  EndToEndFixture shop() {
    return shop;
  }
}
