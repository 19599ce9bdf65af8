package io.tidemark.feature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.definition.Window;
import io.tidemark.feature.engine.SqlFeatureSpec.Chosen;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every row of random entities against DuckDB. The seed is fixed, so that a failure is one
 * everywhere; {@code -Dtidemark.oracle.seed} sets another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuckDbOracleTest {

  private static final int ENTITIES = 75;
  private static final long SEED = Long.getLong("tidemark.oracle.seed", 20_240_229);
  private static final long END = 10_000;

  private final Random random = new Random(SEED);
  private final List<List<EventArrival>> entities = new ArrayList<>();

  /** A row of the engine, with the keys that DuckDB's row has. */
  private record Row(int entity, List<Object> keys, Object[] values) {}

  @BeforeAll
  void draw() {
    RandomArrivalGenerator arrivals = new RandomArrivalGenerator(random);
    for (int entity = 0; entity < ENTITIES; entity++) {
      entities.add(arrivals.next());
    }
  }

  @Test
  void duckDbIsAskedAboutEveryAggregate() {
    Set<String> asked =
        SqlAggregates.all().stream().map(SqlFeatureSpec::function).collect(Collectors.toSet());
    assertThat(asked).isEqualTo(NaiveAggregates.names());
    assertThat(AggregateRegistry.names()).containsAll(asked);
  }

  @Test
  void everyRowIsThatOfDuckDb() throws SQLException {
    int rows = 0;
    List<SqlPlan> plans =
        Stream.generate(this::plans).limit(rounds()).flatMap(List::stream).toList();
    try (DuckDbEventStore duckDb = DuckDbEventStore.of(entities)) {
      for (SqlPlan plan : plans) {
        rows += check(plan, duckDb);
      }
    }
    System.out.printf("DuckDB: %d cases, %d rows, seed %d%n", ENTITIES * plans.size(), rows, SEED);
  }

  /** How many plans of each kind of window; {@link DuckDbOracleIT} has more. */
  int rounds() {
    return 1;
  }

  private List<SqlPlan> plans() {
    int step = 2 + random.nextInt(9);
    int grid = 1 + random.nextInt(9);
    return List.of(
        SqlPlan.of(millis(0), 0, random),
        SqlPlan.of(millis(1 + random.nextInt(9)), 0, random),
        SqlPlan.of(millis(10 + random.nextInt(90)), 0, random),
        SqlPlan.of(Window.UNLIMITED, 0, random),
        SqlPlan.of(millis(random.nextInt(30), step), 0, random),
        SqlPlan.of(millis(30 + random.nextInt(50), step), 0, random),
        SqlPlan.of(millis(1 + random.nextInt(20)), grid, random),
        SqlPlan.of(millis(1 + random.nextInt(20), step), grid, random));
  }

  private int check(SqlPlan plan, DuckDbEventStore duckDb) throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (int entity = 0; entity < ENTITIES; entity++) {
      run(plan.plan(), entity, rows);
    }
    Iterator<Row> next = rows.iterator();
    duckDb.query(plan.sql(), right -> compare(plan, next.hasNext() ? next.next() : null, right));
    assertThat(next.hasNext()).as("a further row over " + plan.window()).isFalse();
    return rows.size();
  }

  private void run(FeaturePlan plan, int entity, List<Row> rows) {
    FeatureEngine engine = new FeatureEngine(plan, new InMemoryBlockStore(), 100);
    EntityState state = engine.newState();
    entities.get(entity).forEach(arrival -> engine.accept(state, arrival, Long.MIN_VALUE));
    engine.pass(state, END, (t, e, row) -> rows.add(new Row(entity, keys(entity, t, e), row)));
  }

  private static List<Object> keys(int entity, long time, EventArrival e) {
    return e == null
        ? List.of(entity, time, "", -1)
        : List.of(entity, time, new String(e.id(), StandardCharsets.UTF_8), e.stream());
  }

  private void compare(SqlPlan plan, Row row, List<Object> right) {
    List<Object> keys = right.subList(0, SqlPlan.KEYS);
    assertThat(row == null ? null : row.keys()).as("row over " + plan.window()).isEqualTo(keys);
    for (int i = 0; i < row.values().length; i++) {
      Chosen feature = plan.features().get(i);
      Object expected = feature.feature().expected().apply(right.get(SqlPlan.KEYS + i));
      if (!agree(expected, row.values()[i])) {
        throw new AssertionError(difference(plan, feature, row, expected, row.values()[i]));
      }
    }
  }

  private static boolean agree(Object expected, Object value) {
    return expected instanceof ToleranceRule near
        ? near.allows(value)
        : Objects.equals(comparable(expected), comparable(value));
  }

  /** Without the differences between the two in the types of integers and of maps. */
  private static Object comparable(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(DuckDbOracleTest::comparable).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> List.of(comparable(e.getKey()), comparable(e.getValue())))
          .collect(Collectors.toCollection(HashSet::new));
    }
    boolean exact = value instanceof Number && !(value instanceof Double);
    return exact ? new BigDecimal(value.toString()).stripTrailingZeros() : value;
  }

  private String difference(SqlPlan plan, Chosen feature, Row row, Object expected, Object value) {
    Stream<String> events =
        entities.get(row.entity()).stream().sorted(EventArrival::compare).map(OracleCase::text);
    return OracleCase.text(feature.spec())
        + (plan.grid() == 0 ? "" : " every " + plan.grid() + " ms")
        + (" is "
            + NaiveValueComparator.text(value)
            + " and not "
            + NaiveValueComparator.text(expected))
        + (" in the row " + row.keys() + ", seed " + SEED)
        + ("\nSQL: " + feature.sql("", "t"))
        + events.collect(Collectors.joining("\n  ", "\narrivals:\n  ", "\n"));
  }

  private static Window millis(long length) {
    return Window.of(Duration.ofMillis(length));
  }

  private static Window millis(long length, long step) {
    return Window.of(Duration.ofMillis(length), Duration.ofMillis(step));
  }
}
