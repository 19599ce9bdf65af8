package io.tidemark.feature.engine;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** The long form of {@link FeatureEngineOracleTest}: the same comparison over more cases. */
@Tag("long")
class FeatureEngineOracleIT extends FeatureEngineOracleTest {

  @Override
  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void rowsAreThoseOfTheDefinition(@ForAll("ordinary") OracleCase sample) {
    super.rowsAreThoseOfTheDefinition(sample);
  }

  @Override
  @Property(tries = 2500, edgeCases = EdgeCasesMode.NONE)
  void valuesAtTheEndsOfTheirTypesAreExactOrRefused(@ForAll("extreme") OracleCase sample) {
    super.valuesAtTheEndsOfTheirTypesAreExactOrRefused(sample);
  }

  @Override
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void orderOfArrivalIsNoPartOfTheRows(@ForAll("shuffles") Shuffle shuffle) {
    super.orderOfArrivalIsNoPartOfTheRows(shuffle);
  }
}
