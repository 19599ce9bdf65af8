package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class UserExceptionTest {

  @Test
  void keepsItsProblemsOnTheWayFromAnotherProcess() throws Exception {
    UserException mistake = new UserException("shop.yaml:3:1", "what", "rule", "example");
    assertThat(InstantiationUtil.clone(mistake).problems()).isEqualTo(mistake.problems());
  }
}
