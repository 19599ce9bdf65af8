package io.tidemark.feature.engine;

import org.junit.jupiter.api.Tag;

/** The long form of {@link DuckDbOracleTest}: the same comparison over four times as many plans. */
@Tag("long")
class DuckDbOracleIT extends DuckDbOracleTest {

  @Override
  int rounds() {
    return 4;
  }
}
