package io.tidemark.quickstart;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The made-up history of a shop: what its customers do, what becomes of their accounts and what
 * they pay, in the order in which it arrives at Kafka. Equal options give equal bytes.
 */
public final class ShopActivityGenerator implements Iterable<ShopMessage> {

  /** The topics that it has messages for. */
  public static final List<String> TOPICS =
      List.of("shop.activity", "shop.account", "shop.payments");

  private final ShopOptions options;

  public ShopActivityGenerator(ShopOptions options) {
    this.options = options;
  }

  @Override
  public Iterator<ShopMessage> iterator() {
    return new ShopArrivalIterator(options);
  }

  /** The messages in the order of their arrival; never parallel. */
  public Stream<ShopMessage> stream() {
    return StreamSupport.stream(spliterator(), false);
  }
}
