package io.tidemark.quickstart;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Generates the history of a shop: activity, accounts and payments of its customers, in the order
 * in which the messages arrive at Kafka. Equal {@link ShopOptions} give equal bytes.
 *
 * <pre>{@code
 * for (ShopMessage message : new ShopActivityGenerator(ShopOptions.defaults())) {
 *   send(message.topic(), message.key(), message.value(), message.timestamp());
 * }
 * }</pre>
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
