package io.tidemark.cli.manual;

import static io.tidemark.cli.manual.MarkdownTable.code;

import io.tidemark.aggregate.Aggregate;
import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.AggregateFunction.Parameter;
import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.aggregate.InvertibleAggregate;
import io.tidemark.aggregate.RescanningAggregate;
import io.tidemark.aggregate.ValueType;
import io.tidemark.aggregate.ValueType.Kind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Table of the aggregates. Each function is asked: which types it takes and what it makes of them,
 * what it gives of no event, and how events leave its window.
 */
final class AggregateTable {

  /** One of each kind, and DECIMALs by which the rules can be told apart. */
  private static final List<ValueType> TYPES =
      List.of(
          ValueType.BOOLEAN,
          ValueType.INT,
          ValueType.BIGINT,
          ValueType.FLOAT,
          ValueType.DOUBLE,
          ValueType.decimal(10, 2),
          ValueType.decimal(10, 8),
          ValueType.STRING,
          ValueType.BYTES,
          ValueType.DATE,
          ValueType.timestamp(3),
          ValueType.timestampLtz(6),
          ValueType.array(ValueType.INT),
          ValueType.map(ValueType.STRING, ValueType.INT));

  /** Words for sets of types, the first that fits. */
  private static final Map<String, Predicate<ValueType>> TAKEN =
      inOrder(
          Map.entry("any type", type -> true),
          Map.entry("single values", type -> type.parts().isEmpty()),
          Map.entry(
              "values with an order", type -> type.parts().isEmpty() && type.kind() != Kind.BYTES),
          Map.entry("numbers", type -> type.kind().isNumeric()),
          Map.entry("BOOLEAN", type -> type.kind() == Kind.BOOLEAN));

  /** Words for what becomes of the argument's type, the first that fits. */
  private static final Map<String, UnaryOperator<ValueType>> GIVEN =
      inOrder(
          Map.entry("BOOLEAN", type -> ValueType.BOOLEAN),
          Map.entry("BIGINT", type -> ValueType.BIGINT),
          Map.entry("DOUBLE", type -> ValueType.DOUBLE),
          Map.entry("x's type", type -> type),
          Map.entry("x's type, or DECIMAL(38, s)", type -> widened(type, 0)),
          Map.entry("x's type, or DECIMAL(38, max(6, s))", type -> widened(type, 6)),
          Map.entry("ARRAY of x's type", ValueType::array),
          Map.entry("MAP of x's type to BIGINT", type -> ValueType.map(type, ValueType.BIGINT)));

  private AggregateTable() {}

  static List<GeneratedSection> sections() {
    MarkdownTable table =
        new MarkdownTable("aggregate", "value", "of", "type", "without events", "in a window");
    for (String name : AggregateRegistry.names()) {
      AggregateFunction function = AggregateRegistry.named(name);
      AggregateCall call = call(function);
      table.row(
          forms(function),
          function.doc(),
          taken(function),
          given(function) + (function.neverNull() ? " NOT NULL" : ""),
          valueOfNothing(AggregateRegistry.overHistory(call)),
          eviction(AggregateRegistry.inWindow(call)));
    }
    return List.of(new GeneratedSection("reference/aggregates.md", "aggregates", table.toString()));
  }

  private static String forms(AggregateFunction function) {
    StringBuilder form = new StringBuilder(function.name()).append("(x");
    function.parameters().forEach(parameter -> form.append(", ").append(parameter.name()));
    String ofValues = code(form.append(")").toString());
    return function.takesStar() ? code(function.name() + "(*)") + ", " + ofValues : ofValues;
  }

  private static String taken(AggregateFunction function) {
    List<ValueType> taken = typesOf(function);
    String values =
        TAKEN.entrySet().stream()
            .filter(one -> TYPES.stream().filter(one.getValue()).toList().equals(taken))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(() -> noWords(function, "takes " + taken));
    String parameters =
        function.parameters().stream().map(AggregateTable::bounds).collect(Collectors.joining());
    return (function.takesStar() ? "events; " : "") + values + parameters;
  }

  private static String bounds(Parameter parameter) {
    return "; %s from %s to %s"
        .formatted(parameter.name(), number(parameter.least()), number(parameter.greatest()));
  }

  private static String number(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  private static String given(AggregateFunction function) {
    List<ValueType> taken = typesOf(function);
    List<ValueType> given = taken.stream().map(function::resultType).toList();
    return GIVEN.entrySet().stream()
        .filter(rule -> taken.stream().map(rule.getValue()).toList().equals(given))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> noWords(function, "gives " + given + " of " + taken));
  }

  private static List<ValueType> typesOf(AggregateFunction function) {
    return TYPES.stream().filter(type -> takes(function, type)).toList();
  }

  private static boolean takes(AggregateFunction function, ValueType type) {
    try {
      function.resultType(type);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static ValueType widened(ValueType type, int leastScale) {
    return type.kind() == Kind.DECIMAL
        ? ValueType.decimal(ValueType.MAX_PRECISION, Math.max(leastScale, type.scale()))
        : type;
  }

  /** With the first type that it takes, and the least numbers. */
  private static AggregateCall call(AggregateFunction function) {
    List<Number> least =
        function.parameters().stream()
            .map(p -> p.whole() ? (Number) (long) p.least() : (Number) p.least())
            .toList();
    return new AggregateCall(function.name(), typesOf(function).get(0), least);
  }

  private static <S> String valueOfNothing(Aggregate<S> aggregate) {
    Object value = aggregate.result(aggregate.identity(), 0);
    return value == null ? "NULL" : value.toString();
  }

  private static String eviction(Aggregate<?> aggregate) {
    if (aggregate instanceof InvertibleAggregate) {
      return "subtracts";
    }
    return aggregate instanceof RescanningAggregate ? "refills" : "expires";
  }

  private static IllegalStateException noWords(AggregateFunction function, String what) {
    return new IllegalStateException(
        function.name() + " " + what + ", for which AggregateTable has no words yet");
  }

  @SafeVarargs
  private static <V> Map<String, V> inOrder(Map.Entry<String, V>... entries) {
    Map<String, V> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, V> entry : entries) {
      ordered.put(entry.getKey(), entry.getValue());
    }
    return ordered;
  }
}
