package io.tidemark.quickstart;

import java.math.BigDecimal;
import java.util.List;

/**
 * Generates the visits of the shop: shoppers, bots, stolen accounts and stolen cards, each as a
 * {@link CustomerEventLog}.
 */
final class ShopStoryGenerator {

  private static final double BOT = 0.008;
  private static final double CARD_TESTING = 0.004;
  private static final double TAKEOVER = 0.006;
  private static final double HOUSEKEEPING = 0.03;
  private static final String[] FAR_AWAY = {"BR", "US", "VN", "ZA"};

  private final SeededRandomGenerator dice;
  private final int customers;
  private final ZipfRankGenerator customerRanks;
  private final ZipfRankGenerator productRanks;

  ShopStoryGenerator(ShopOptions options, SeededRandomGenerator dice) {
    this.dice = dice;
    this.customers = options.customers();
    this.customerRanks = new ZipfRankGenerator(options.customers(), 0.8);
    this.productRanks = new ZipfRankGenerator(options.products(), 1.05);
  }

  /** Events of one visit from that moment on, in the order of time. */
  List<ShopEvent> next(long start, long firstId) {
    double which = dice.fraction();
    if (which < BOT) {
      return bot(log(anybody(), start, firstId));
    }
    if (which < BOT + CARD_TESTING) {
      return cardTesting(log(anybody(), start, firstId));
    }
    if (which < BOT + CARD_TESTING + TAKEOVER) {
      return takeover(log(anybody(), start, firstId));
    }
    CustomerEventLog log = log(ShopCustomer.of(customerRanks.next(dice)), start, firstId);
    return which < BOT + CARD_TESTING + TAKEOVER + HOUSEKEEPING ? housekeeping(log) : shopping(log);
  }

  private List<ShopEvent> shopping(CustomerEventLog log) {
    if (dice.happens(0.3)) {
      login(log, dice.happens(0.1) ? 1 : 0, log.customer().country());
    }
    int looks = 1 + (int) dice.exponential(5);
    for (int i = 0; i < looks; i++) {
      ShopProduct product = product();
      log.pause(20_000).activity("view", product, 0);
      if (dice.happens(0.12)) {
        cart(log, product);
      }
    }
    return log.events();
  }

  private void cart(CustomerEventLog log, ShopProduct product) {
    int quantity = 1 + (int) dice.exponential(0.4);
    log.pause(8_000).activity("cart", product, quantity);
    if (dice.happens(0.45)) {
      log.pause(40_000).activity("purchase", product, quantity);
      BigDecimal amount = product.price().multiply(BigDecimal.valueOf(quantity));
      ShopCustomer customer = log.customer();
      log.pause(3_000)
          .payment(
              customer.card(dice), product.id(), amount, customer.country(), dice.happens(0.96));
    }
  }

  private List<ShopEvent> housekeeping(CustomerEventLog log) {
    ShopCustomer customer = log.customer();
    login(log, dice.between(0, 2), customer.country());
    String kind = dice.happens(0.7) ? "address_changed" : "password_changed";
    log.pause(30_000).account(kind, customer.country(), customer.device());
    return log.events();
  }

  /** Looks at products faster than anybody can. */
  private List<ShopEvent> bot(CustomerEventLog log) {
    int looks = dice.between(60, 240);
    for (int i = 0; i < looks; i++) {
      log.pause(400).activity("view", product(), 0);
    }
    return log.events();
  }

  /** Tries stolen cards with small amounts to learn which of them still work. */
  private List<ShopEvent> cardTesting(CustomerEventLog log) {
    String country = dice.oneOf(FAR_AWAY);
    int tries = dice.between(20, 60);
    for (int i = 0; i < tries; i++) {
      String card = anybody().card(dice);
      BigDecimal amount = BigDecimal.valueOf(dice.between(50, 300), 2);
      log.pause(2_500).payment(card, null, amount, country, dice.happens(0.2));
    }
    return log.events();
  }

  /** Guesses a password, locks the owner out and buys what is expensive. */
  private List<ShopEvent> takeover(CustomerEventLog log) {
    String country = dice.oneOf(FAR_AWAY);
    login(log, dice.between(4, 12), country);
    log.pause(15_000).account("password_changed", country, "unknown");
    log.pause(15_000).account("address_changed", country, "unknown");
    String card = log.customer().card(dice);
    int purchases = dice.between(1, 3);
    for (int i = 0; i < purchases; i++) {
      ShopProduct product = product();
      BigDecimal amount = product.price().multiply(BigDecimal.TEN);
      log.pause(20_000).activity("purchase", product, 10);
      log.pause(2_000).payment(card, product.id(), amount, country, dice.happens(0.7));
    }
    return log.events();
  }

  private void login(CustomerEventLog log, int failures, String country) {
    ShopCustomer customer = log.customer();
    String device = country.equals(customer.country()) ? customer.device() : "unknown";
    for (int i = 0; i < failures; i++) {
      log.pause(4_000).account("login_failed", country, device);
    }
    log.pause(4_000).account("login_succeeded", country, device);
  }

  private CustomerEventLog log(ShopCustomer customer, long start, long firstId) {
    return new CustomerEventLog(dice, customer, start, firstId);
  }

  private ShopCustomer anybody() {
    return ShopCustomer.of(dice.between(0, customers - 1));
  }

  private ShopProduct product() {
    return ShopProduct.of(productRanks.next(dice));
  }
}
