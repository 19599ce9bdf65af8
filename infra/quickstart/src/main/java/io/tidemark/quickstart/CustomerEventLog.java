package io.tidemark.quickstart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of one customer's visit, appended in the order of time; {@link ShopStoryGenerator} writes
 * them.
 */
final class CustomerEventLog {

  private final SeededRandomGenerator dice;
  private final ShopCustomer customer;
  private final List<ShopEvent> events = new ArrayList<>();
  private final long firstId;
  private long now;

  CustomerEventLog(SeededRandomGenerator dice, ShopCustomer customer, long start, long firstId) {
    this.dice = dice;
    this.customer = customer;
    this.now = start;
    this.firstId = firstId;
  }

  ShopCustomer customer() {
    return customer;
  }

  List<ShopEvent> events() {
    return events;
  }

  CustomerEventLog pause(double meanMillis) {
    now += (long) dice.exponential(meanMillis);
    return this;
  }

  void activity(String kind, ShopProduct product, int quantity) {
    events.add(
        new ShopEvent.Activity("a-" + nextId(), now, customer.id(), kind, product, quantity));
  }

  void account(String kind, String country, String device) {
    events.add(new ShopEvent.Account("c-" + nextId(), now, customer.id(), kind, country, device));
  }

  void payment(String card, String product, BigDecimal amount, String country, boolean approved) {
    double risk = dice.between(0, 400) / 1000.0 + (approved ? 0 : 0.5);
    events.add(
        new ShopEvent.Payment(
            "p-" + nextId(), now, customer.id(), card, product, amount, country, approved, risk));
  }

  private long nextId() {
    return firstId + events.size();
  }
}
