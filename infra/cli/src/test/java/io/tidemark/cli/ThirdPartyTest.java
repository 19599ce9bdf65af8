package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds THIRD-PARTY.txt, which is shipped in the jar, to the dependencies of this module. */
class ThirdPartyTest {

  private static final Path SHIPPED = Path.of("..", "..", "THIRD-PARTY.txt");

  /** The license-maven-plugin writes it in each build of Maven. */
  private static final Path CURRENT = Path.of("target/generated-sources/license/THIRD-PARTY.txt");

  @Test
  void whatIsShippedIsWhatTheBuildHas() {
    assumeThat(CURRENT).exists();
    assertThat(SHIPPED)
        .as("cp infra/cli/%s THIRD-PARTY.txt", CURRENT)
        .hasSameTextualContentAs(CURRENT);
  }
}
