package io.tidemark.definition.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.Feature;
import io.tidemark.definition.Feature.Aggregate;
import io.tidemark.definition.Feature.Derived;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.FeatureSet.EntityColumn;
import io.tidemark.definition.FeatureSet.Input;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.StreamFormat;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.Trigger;
import io.tidemark.definition.Window;
import io.tidemark.definition.sql.SqlScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Good pipeline files give the model they say. */
class PipelineFileTest {

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);

  static final String DESIGN =
      """
      pipeline: shop
      streams:
        activity:
          topic: shop.activity
          format: json                     # json | avro | ...
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
            kind: STRING
            product_id: STRING
            category: STRING
            price: DECIMAL(10, 2)
            quantity: INT
          id: event_id
          time: occurred_at
          out_of_orderness: 5 s
      features:
        customer_activity:
          doc: What a customer has been doing; read by the recommender and the fraud model.
          entity: [customer_id]
          from: [activity]
          columns:
            views_1h:        { agg: count(*), where: "kind = 'view'", window: 1 h }
            spend_30d:       { agg: sum(price * quantity), where: "kind = 'purchase'", window: 30 d step 1 h }
            purchases_30d:   { agg: count(*), where: "kind = 'purchase'", window: 30 d step 1 h }
            spend_vs_usual:  { sql: "spend_30d / NULLIF(purchases_30d, 0)" }
      """;

  @Test
  void theExampleOfTheDesignIsRead() {
    assertThat(PipelineFileFixture.pipeline(DESIGN))
        .isEqualTo(
            new Pipeline("shop", List.of(activity()), List.of(customerActivity()), Map.of()));
  }

  private static StreamDefinition activity() {
    return new StreamDefinition(
        "activity",
        "",
        "shop.activity",
        StreamFormat.JSON,
        Optional.empty(),
        List.of(
            column("event_id", STRING.copy(false)),
            column("occurred_at", new LocalZonedTimestampType(false, 3)),
            column("customer_id", new BigIntType(false)),
            column("kind", STRING),
            column("product_id", STRING),
            column("category", STRING),
            column("price", new DecimalType(10, 2)),
            column("quantity", new IntType())),
        "event_id",
        "occurred_at",
        Duration.ofSeconds(5),
        Duration.ofHours(1),
        Optional.of(Duration.ofDays(36_525)),
        Duration.ofMinutes(1),
        TimePartitioning.DAYS,
        List.of());
  }

  private static ColumnDefinition column(String name, LogicalType type) {
    return new ColumnDefinition(name, type, List.of(name), "");
  }

  private static FeatureSet customerActivity() {
    Window month = Window.of(Duration.ofDays(30), Duration.ofHours(1));
    return new FeatureSet(
        "customer_activity",
        "What a customer has been doing; read by the recommender and the fraud model.",
        List.of(new EntityColumn("customer_id", new BigIntType(false))),
        List.of(new Input("activity", List.of("customer_id"))),
        new Trigger.OnEvent(List.of("activity"), Optional.empty()),
        List.of(
            count("views_1h", "kind = 'view'", Window.of(Duration.ofHours(1))),
            new Aggregate(
                "spend_30d",
                "",
                new DecimalType(38, 2),
                new AggregateCall("sum", ValueType.decimal(21, 2), List.of()),
                Optional.of("price * quantity"),
                Optional.of("activity"),
                Optional.of("kind = 'purchase'"),
                month,
                Optional.of(new DecimalType(21, 2))),
            count("purchases_30d", "kind = 'purchase'", month),
            new Derived(
                "spend_vs_usual",
                "",
                new DecimalType(38, 6),
                "spend_30d / NULLIF(purchases_30d, 0)")),
        Optional.of("shop.customer_activity"),
        Duration.ofDays(1),
        TimePartitioning.DAYS);
  }

  private static Aggregate count(String name, String where, Window window) {
    return new Aggregate(
        name,
        "",
        new BigIntType(false),
        new AggregateCall("count", null, List.of()),
        Optional.empty(),
        Optional.of("activity"),
        Optional.of(where),
        window,
        Optional.empty());
  }

  private static final String SEVERAL =
      """
      pipeline: bank
      streams:
        orders:
          topic: orders
          doc: What was ordered
          columns:
            id: { type: BIGINT NOT NULL, doc: Number of the order }
            event_time: TIMESTAMP_LTZ(6) NOT NULL
            customer_id: { type: STRING NOT NULL, path: customer.id }
            city: { type: STRING, path: customer.address.city }
            lines: ARRAY<ROW<sku STRING, amount DOUBLE>>
          id: id
          time: event_time
          out_of_orderness: 250 ms
          max_ahead: 2 hours
          max_behind: 60 d
          idle_after: 3 minutes
          partition: hours
        payments:
          topic: payments
          max_behind: unlimited
          columns:
            payment: STRING NOT NULL
            at: BIGINT NOT NULL
            payer_id: STRING NOT NULL
            amount: DOUBLE
          id: payment
          time: at
      features:
        customers:
          entity: [customer_id]
          from:
            - orders
            - stream: payments
              entity: { customer_id: payer_id }
          topic: none
          remember: 2 d
          partition: none
          columns:
            everything: { agg: COUNT(*) }
            ratio: { sql: "paid / total", doc: Share }
            paid: { agg: sum(amount), of: payments, window: 7 days }
            total: { sql: "paid * 2" }
            last_city: { agg: last(city), of: orders }
            newest: { agg: max(event_time), of: payments }
      """;

  @Test
  void severalStreamsAndEverySettingAreRead() {
    Pipeline pipeline = PipelineFileFixture.pipeline(SEVERAL);
    StreamDefinition orders = pipeline.stream("orders");
    assertThat(orders.outOfOrderness()).isEqualTo(Duration.ofMillis(250));
    assertThat(orders.maxAhead()).isEqualTo(Duration.ofHours(2));
    assertThat(orders.maxBehind()).contains(Duration.ofDays(60));
    assertThat(pipeline.stream("payments").maxBehind()).isEmpty();
    assertThat(orders.idleAfter()).isEqualTo(Duration.ofMinutes(3));
    assertThat(orders.partitioning()).isEqualTo(TimePartitioning.HOURS);
    assertThat(orders.doc()).isEqualTo("What was ordered");
    assertThat(orders.column("city").path()).containsExactly("customer", "address", "city");
    assertThat(orders.column("id").doc()).isEqualTo("Number of the order");

    FeatureSet set = pipeline.featureSets().get(0);
    assertThat(set.topic()).isEmpty();
    assertThat(set.remember()).isEqualTo(Duration.ofDays(2));
    assertThat(set.partitioning()).isEqualTo(TimePartitioning.NONE);
    assertThat(set.inputs())
        .containsExactly(
            new Input("orders", List.of("customer_id")),
            new Input("payments", List.of("payer_id")));
    assertThat(set.entity()).containsExactly(new EntityColumn("customer_id", STRING.copy(false)));
    assertThat(set.aggregates())
        .extracting(a -> a.of().orElse("all"))
        .containsExactly("all", "payments", "orders", "payments");
    assertThat(set.aggregates().get(3).type()).isEqualTo(new LocalZonedTimestampType(3));
  }

  @Test
  void derivedFeaturesKeepFileOrderAndKnowTheOrderOfTheirDependencies() {
    FeatureSet set = PipelineFileFixture.pipeline(SEVERAL).featureSets().get(0);
    assertThat(set.features())
        .extracting(Feature::name)
        .containsExactly("everything", "ratio", "paid", "total", "last_city", "newest");
    assertThat(set.derivedInOrder()).extracting(Derived::name).containsExactly("total", "ratio");
    assertThat(set.references(set.derivedInOrder().get(1)))
        .extracting(Feature::name)
        .containsExactly("paid", "total");
  }

  @Test
  void theScopesOfExpressionsEndWithEventTime() {
    Pipeline pipeline = PipelineFileFixture.pipeline(SEVERAL);
    assertThat(SqlScope.ofEvents(pipeline.stream("orders")).getFieldNames())
        .containsExactly("id", "customer_id", "city", "lines", "event_time");
    assertThat(SqlScope.ofFeatures(pipeline.featureSets().get(0)).getFieldNames())
        .containsExactly(
            "customer_id",
            "everything",
            "ratio",
            "paid",
            "total",
            "last_city",
            "newest",
            "event_time");
  }

  @Test
  void aPipelineMayHaveStreamsOnly() {
    assertThat(PipelineFileFixture.pipeline(PipelineFileFixture.SHOP).featureSets()).isEmpty();
  }

  @Test
  void expressionsMayUseSqlAndColumnsOfEveryName() {
    Pipeline pipeline =
        PipelineFileFixture.pipeline(
            PipelineFileFixture.SET.replace("note: STRING", "date: DATE")
                + """
                      hour: { sql: "EXTRACT(HOUR FROM event_time)" }
                      late: { sql: "CASE WHEN `hour` > 20 THEN 'y' ELSE 'no' END" }
                      dates: { agg: count_distinct(date) }
                      newest: { agg: max(`date`), where: "kind IN ('a, b', 'it''s') AND price > 0" }
                      short: { agg: "last(SUBSTRING(kind, 1, 2))" }
                """);
    List<Feature> features = pipeline.featureSets().get(0).features();
    assertThat(features)
        .extracting(f -> f.type().asSummaryString())
        .containsExactly("BIGINT NOT NULL", "STRING NOT NULL", "BIGINT NOT NULL", "DATE", "STRING");
  }
}
