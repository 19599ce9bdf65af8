package io.tidemark.testing.endtoend;

/** The feature tables that BATCH makes of a live run's event tables. */
final class BatchParityIT extends ParitySuite {

  BatchParityIT(EndToEndFixture shop) {
    super(shop);
  }

  @Override
  EndToEndWorkspace run(EndToEndFixture shop) throws Exception {
    return shop.batch();
  }

  @Override
  EndToEndWorkspace live(EndToEndFixture shop) throws Exception {
    return otherMode(shop);
  }

  @Override
  EndToEndWorkspace otherMode(EndToEndFixture shop) throws Exception {
    return shop.live(InterruptionKind.PROCESS_IS_KILLED);
  }
}
