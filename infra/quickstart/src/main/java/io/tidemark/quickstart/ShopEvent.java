package io.tidemark.quickstart;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** Event in the shop, with the fields of its JSON message; {@link MessageTransport} sends it. */
sealed interface ShopEvent {

  /** Event time in epoch milliseconds. */
  long time();

  long customer();

  String topic();

  void write(JsonGenerator json) throws IOException;

  /** Somebody looked at, laid into the cart or bought a product. */
  record Activity(
      String id, long time, long customer, String kind, ShopProduct product, int quantity)
      implements ShopEvent {

    @Override
    public String topic() {
      return "shop.activity";
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeStringField("event_id", id);
      json.writeStringField("occurred_at", Instant.ofEpochMilli(time).toString());
      json.writeNumberField("customer_id", customer);
      json.writeStringField("kind", kind);
      json.writeStringField("product_id", product.id());
      json.writeStringField("category", product.category());
      json.writeNumberField("price", product.price());
      if (quantity > 0) {
        json.writeNumberField("quantity", quantity);
      }
    }
  }

  /** Somebody logged in, or tried to, or changed their account. */
  record Account(String id, long time, long customer, String kind, String country, String device)
      implements ShopEvent {

    @Override
    public String topic() {
      return "shop.account";
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeStringField("event_id", id);
      json.writeStringField("occurred_at", Instant.ofEpochMilli(time).toString());
      json.writeNumberField("customer_id", customer);
      json.writeStringField("kind", kind);
      json.writeStringField("country", country);
      json.writeStringField("device", device);
    }
  }

  /**
   * A card was charged, or refused.
   *
   * @param product null where the payment is not for one product
   * @param risk what the payment provider thinks of it, from 0 to 1
   */
  record Payment(
      String id,
      long time,
      long customer,
      String card,
      String product,
      BigDecimal amount,
      String country,
      boolean approved,
      double risk)
      implements ShopEvent {

    @Override
    public String topic() {
      return "shop.payments";
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeStringField("payment_id", id);
      json.writeStringField("paid_at", Instant.ofEpochMilli(time).toString());
      json.writeNumberField("payer_id", customer);
      json.writeStringField("card_id", card);
      if (product != null) {
        json.writeStringField("product_id", product);
      }
      json.writeNumberField("amount", amount);
      json.writeStringField("country", country);
      json.writeBooleanField("approved", approved);
      json.writeNumberField("risk_score", risk);
    }
  }
}
