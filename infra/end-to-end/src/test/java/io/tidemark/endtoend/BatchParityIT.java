package io.tidemark.endtoend;

/** The feature tables that BATCH makes of a live run's event tables. */
final class BatchParityIT extends ParitySuite {

  BatchParityIT(Shop shop) {
    super(shop);
  }

  @Override
  Site run(Shop shop) throws Exception {
    return shop.batch();
  }

  @Override
  Site live(Shop shop) throws Exception {
    return otherMode(shop);
  }

  @Override
  Site otherMode(Shop shop) throws Exception {
    return shop.live(Interruption.PROCESS_IS_KILLED);
  }
}
