package io.tidemark.quickstart;

import static io.tidemark.quickstart.ShopMessage.Fate.LATE;
import static io.tidemark.quickstart.ShopMessage.Fate.MALFORMED;
import static io.tidemark.quickstart.ShopMessage.Fate.ON_TIME;
import static io.tidemark.quickstart.ShopMessage.Fate.RESENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.quickstart.ShopMessage.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShopActivityGeneratorTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ShopOptions OPTIONS =
      ShopOptions.defaults().withEvents(30_000).withTroubles(0.02, 0.01, 0.005);
  private static final List<ShopMessage> MESSAGES =
      new ShopActivityGenerator(OPTIONS).stream().toList();

  @Test
  void sameOptionsMakeTheSameBytes() {
    assertThat(digest(OPTIONS)).isEqualTo(digest(OPTIONS));
    assertThat(digest(OPTIONS)).isNotEqualTo(digest(OPTIONS.withSeed(2)));
  }

  @Test
  void arrivesInOrderOfArrival() {
    assertThat(MESSAGES).isSortedAccordingTo(Comparator.comparingLong(ShopMessage::timestamp));
  }

  @Test
  void hasExactlyTheEventsAskedForOnceEach() {
    assertThat(first()).hasSize(30_000);
    assertThat(first().stream().map(m -> id(json(m)))).doesNotHaveDuplicates();
    assertThat(new ShopActivityGenerator(OPTIONS.withEvents(0)).stream()).isEmpty();
    assertThat(new ShopActivityGenerator(OPTIONS.withEvents(3)).stream().filter(m -> isFirst(m)))
        .hasSize(3);
  }

  @Test
  void hasTheSharesOfTroublesAskedFor() {
    assertThat(share(RESENT)).isCloseTo(0.02, within(0.003));
    assertThat(share(MALFORMED)).isCloseTo(0.01, within(0.002));
    assertThat(share(LATE)).isCloseTo(0.005, within(0.002));
    Set<Fate> calm =
        new ShopActivityGenerator(OPTIONS.withTroubles(0, 0, 0))
            .stream().map(ShopMessage::fate).collect(Collectors.toSet());
    assertThat(calm).containsExactly(ON_TIME);
  }

  @Test
  void keepsDisorderWithinItsBoundExceptForLateEvents() {
    Map<String, Long> newest = new HashMap<>();
    long furthestBehind = 0;
    for (ShopMessage message : MESSAGES) {
      if (message.fate() == ON_TIME) {
        long time = time(json(message));
        furthestBehind =
            Math.max(furthestBehind, newest.merge(message.topic(), time, Math::max) - time);
      }
    }
    assertThat(Duration.ofMillis(furthestBehind))
        .isBetween(Duration.ofSeconds(4), OPTIONS.disorder());
  }

  @Test
  void lateEventsAreLateByMinutesToHours() {
    assertThat(MESSAGES.stream().filter(m -> m.fate() == LATE))
        .allSatisfy(
            m ->
                assertThat(Duration.ofMillis(m.timestamp() - time(json(m))))
                    .isBetween(Duration.ofMinutes(10), Duration.ofHours(7)));
  }

  @Test
  void resendsTheSameBytesLater() {
    Map<ByteBuffer, Long> firstArrival = new HashMap<>();
    for (ShopMessage message : MESSAGES) {
      if (isFirst(message)) {
        firstArrival.put(ByteBuffer.wrap(message.value()), message.timestamp());
      } else if (message.fate() == RESENT) {
        assertThat(firstArrival.get(ByteBuffer.wrap(message.value())))
            .isLessThanOrEqualTo(message.timestamp());
      }
    }
  }

  @Test
  void malformedMessagesAreUselessInEveryWay() {
    Map<String, Long> ways =
        MESSAGES.stream()
            .filter(m -> m.fate() == MALFORMED)
            .collect(
                Collectors.groupingBy(
                    ShopActivityGeneratorTest::malformation, Collectors.counting()));
    assertThat(ways)
        .containsOnlyKeys("tombstone", "no JSON", "no id", "wrong type", "far future")
        .allSatisfy((way, count) -> assertThat(count).isGreaterThan(25));
  }

  @Test
  void everyEventHasTheFieldsOfItsTopicAndItsCustomerAsKey() {
    assertThat(first()).allMatch(ShopActivityGeneratorTest::isComplete);
    assertThat(first().stream().map(ShopMessage::topic).distinct())
        .containsExactlyInAnyOrderElementsOf(ShopActivityGenerator.TOPICS);
  }

  @Test
  void happensWithinItsDaysMostlyInTheEvening() {
    Instant end = OPTIONS.start().plus(Duration.ofDays(OPTIONS.days()));
    LongSummaryStatistics times = new LongSummaryStatistics();
    long[] byHour = new long[24];
    for (ShopMessage message : first()) {
      long time = time(json(message));
      times.accept(time);
      byHour[(int) (time / 3_600_000 % 24)]++;
    }
    assertThat(Instant.ofEpochMilli(times.getMin())).isAfterOrEqualTo(OPTIONS.start());
    assertThat(Instant.ofEpochMilli(times.getMax())).isCloseTo(end, within(1, ChronoUnit.HOURS));
    assertThat(byHour[20]).isGreaterThan(5 * byHour[3]);
  }

  @Test
  void someProductsAreMuchMorePopularThanMost() {
    List<Long> counts = counts("shop.activity", j -> j.path("product_id").asText(), j -> true);
    assertThat(counts.get(0)).isGreaterThan(20 * counts.get(counts.size() / 2));
  }

  @Test
  void someCustomersAreBotsOrTryManyCards() {
    assertThat(
            counts(
                    "shop.activity",
                    j -> j.path("customer_id").asText() + time(j) / 60_000,
                    j -> true)
                .get(0))
        .isGreaterThan(50);
    assertThat(
            counts(
                    "shop.payments",
                    j -> j.path("payer_id").asText() + time(j) / 600_000,
                    j -> !j.path("approved").asBoolean())
                .get(0))
        .isGreaterThan(15);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> OPTIONS.withTroubles(2, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("resent is 2.0; a share is from 0 to 1");
  }

  private static String digest(ShopOptions options) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ShopMessage message : new ShopActivityGenerator(options)) {
        digest.update((message.topic() + message.timestamp()).getBytes(StandardCharsets.UTF_8));
        digest.update(message.key());
        digest.update(message.value() == null ? new byte[0] : message.value());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ShopMessage> first() {
    return MESSAGES.stream().filter(ShopActivityGeneratorTest::isFirst).toList();
  }

  private static boolean isFirst(ShopMessage message) {
    return message.fate() == ON_TIME || message.fate() == LATE;
  }

  private static double share(Fate fate) {
    return MESSAGES.stream().filter(m -> m.fate() == fate).count() / (double) OPTIONS.events();
  }

  private static List<Long> counts(
      String topic, Function<JsonNode, String> group, Predicate<JsonNode> counted) {
    Collection<Long> counts =
        first().stream()
            .filter(m -> m.topic().equals(topic))
            .map(ShopActivityGeneratorTest::json)
            .filter(counted)
            .collect(Collectors.groupingBy(group, Collectors.counting()))
            .values();
    List<Long> sorted = new ArrayList<>(counts);
    sorted.sort(Comparator.reverseOrder());
    return sorted;
  }

  private static String malformation(ShopMessage message) {
    if (message.value() == null) {
      return "tombstone";
    }
    try {
      JsonNode json = JSON.readTree(message.value());
      if (id(json) == null) {
        return "no id";
      }
      boolean typed = json.path("customer_id").isNumber() || json.path("payer_id").isNumber();
      return typed && time(json) > Instant.parse("9999-01-01T00:00:00Z").toEpochMilli()
          ? "far future"
          : typed ? "nothing" : "wrong type";
    } catch (IOException e) {
      return "no JSON";
    }
  }

  private static boolean isComplete(ShopMessage message) {
    JsonNode json = json(message);
    String customer = message.topic().equals("shop.payments") ? "payer_id" : "customer_id";
    return new String(message.key(), StandardCharsets.UTF_8).equals(json.path(customer).asText())
        && required(message.topic()).stream().allMatch(json::hasNonNull);
  }

  private static Collection<String> required(String topic) {
    return switch (topic) {
      case "shop.activity" ->
          List.of(
              "event_id", "occurred_at", "customer_id", "kind", "product_id", "category", "price");
      case "shop.account" ->
          List.of("event_id", "occurred_at", "customer_id", "kind", "country", "device");
      default ->
          List.of(
              "payment_id",
              "paid_at",
              "payer_id",
              "card_id",
              "amount",
              "country",
              "approved",
              "risk_score");
    };
  }

  private static JsonNode json(ShopMessage message) {
    try {
      return JSON.readTree(message.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(JsonNode json) {
    return json.path("event_id").asText(json.path("payment_id").asText(null));
  }

  private static long time(JsonNode json) {
    return Instant.parse(json.path("occurred_at").asText(json.path("paid_at").asText()))
        .toEpochMilli();
  }
}
