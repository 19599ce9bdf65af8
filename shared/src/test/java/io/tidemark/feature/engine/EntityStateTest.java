package io.tidemark.feature.engine;

import static io.tidemark.feature.engine.EngineFixture.event;
import static io.tidemark.feature.engine.EngineFixture.feature;
import static io.tidemark.feature.engine.EngineFixture.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.Window;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The stored forms of an entity; a fixture of each is in the resources and never changes: its head,
 * then its full blocks.
 */
class EntityStateTest {

  private static final String FIXTURE = "/states/entity-format-2.hex";
  private static final int BLOCK_BYTES = 40;
  private static final ValueType DECIMAL = ValueType.decimal(10, 2);

  private static final FeaturePlan PLAN =
      new FeaturePlan(
          List.of(ValueType.BIGINT, ValueType.DOUBLE, ValueType.STRING, DECIMAL),
          List.of(
              feature("count", -1, null, Window.UNLIMITED),
              feature("sum", 0, ValueType.BIGINT, Window.UNLIMITED),
              feature("sum", 1, ValueType.DOUBLE, millis(5)),
              feature("count_distinct", 2, ValueType.STRING, millis(5)),
              feature("last", 3, DECIMAL, Window.UNLIMITED),
              feature("min", 0, ValueType.BIGINT, millis(9))),
          TriggerSpec.EVERY_EVENT,
          5);

  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private final FeatureEngine engine = new FeatureEngine(PLAN, blocks, BLOCK_BYTES);

  @Test
  void theFormIsStable() throws IOException {
    String head = HexFormat.of().formatHex(engine.write(sample()));
    assertThat(head + "\n" + blocks).isEqualTo(fixture());
  }

  @Test
  void storedStatesGoOn() throws IOException {
    EntityState written = sample();
    InMemoryBlockStore stored = InMemoryBlockStore.parse(fixture().lines().skip(1).toList());
    FeatureEngine later = new FeatureEngine(PLAN, stored, BLOCK_BYTES);
    EntityState read = later.read(HexFormat.of().parseHex(fixture().lines().findFirst().get()));
    assertThat(lastRow(later, read)).isEqualTo(lastRow(engine, written));
    assertThat(later.write(read)).isEqualTo(engine.write(written));
    assertThat(stored).hasToString(blocks.toString());
  }

  @Test
  void anUnknownFormatIsNamed() {
    assertThatThrownBy(() -> engine.read(new byte[] {7}))
        .hasRootCauseMessage(
            "The entity state has format 7, this version reads format 2 only; restore it with the"
                + " version that wrote it.");
  }

  private EntityState sample() {
    EntityState state = engine.newState();
    engine.accept(state, event(-2, "a", 5L, 0.1, "x", new BigDecimal("1.50")), Long.MIN_VALUE);
    engine.accept(state, event(3, "\uD83D\uDE00", 9L, -1e17, "y", null), Long.MIN_VALUE);
    engine.accept(state, event(4, "c", -7L, null, "x", new BigDecimal("2.00")), Long.MIN_VALUE);
    engine.accept(state, event(5, "d", -7L, 0.5, "x", new BigDecimal("2.00")), Long.MIN_VALUE);
    engine.pass(state, 4, (time, trigger, values) -> {});
    return state;
  }

  private static List<Object> lastRow(FeatureEngine engine, EntityState state) {
    List<Object> row = new ArrayList<>();
    engine.pass(state, 5, (time, trigger, values) -> row.addAll(Arrays.asList(values)));
    return row;
  }

  private static String fixture() throws IOException {
    try (InputStream in = EntityStateTest.class.getResourceAsStream(FIXTURE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
