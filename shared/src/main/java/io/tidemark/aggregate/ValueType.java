package io.tidemark.aggregate;

import java.io.Serializable;
import java.util.List;

/**
 * The SQL type of an aggregate's argument or result, as far as an {@link AggregateFunction} has to
 * know it. It stands in for Flink's logical types, which this library does not depend on.
 *
 * @param precision digits of a DECIMAL, or fractional digits of a timestamp's second; 0 for the
 *     rest
 * @param scale digits after the point of a DECIMAL, 0 for the rest
 * @param parts element of an ARRAY; key and value of a MAP; empty for the rest
 */
public record ValueType(Kind kind, int precision, int scale, List<ValueType> parts)
    implements Serializable {

  /**
   * The types that differ in how they are added up or compared. In Java a BOOLEAN is a Boolean, INT
   * and DATE are an Integer, BIGINT and timestamps (microseconds) a Long, FLOAT a Float, DOUBLE a
   * Double, DECIMAL a BigDecimal, STRING a String, BYTES a {@code byte[]}, ARRAY a List, MAP a Map.
   */
  public enum Kind {
    BOOLEAN,
    INT,
    BIGINT,
    FLOAT,
    DOUBLE,
    DECIMAL,
    STRING,
    BYTES,
    DATE,
    TIMESTAMP,
    TIMESTAMP_LTZ,
    ARRAY,
    MAP;

    public boolean isNumeric() {
      return switch (this) {
        case INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
        default -> false;
      };
    }

    public boolean isFloating() {
      return this == FLOAT || this == DOUBLE;
    }
  }

  public static final ValueType BOOLEAN = simple(Kind.BOOLEAN);
  public static final ValueType INT = simple(Kind.INT);
  public static final ValueType BIGINT = simple(Kind.BIGINT);
  public static final ValueType FLOAT = simple(Kind.FLOAT);
  public static final ValueType DOUBLE = simple(Kind.DOUBLE);
  public static final ValueType STRING = simple(Kind.STRING);
  public static final ValueType BYTES = simple(Kind.BYTES);
  public static final ValueType DATE = simple(Kind.DATE);

  /** Most digits of a DECIMAL, as in Flink SQL. */
  public static final int MAX_PRECISION = 38;

  public ValueType {
    parts = List.copyOf(parts);
  }

  /**
   * A DECIMAL.
   *
   * @throws IllegalArgumentException unless precision is from 1 to 38 and scale from 0 to it
   */
  public static ValueType decimal(int precision, int scale) {
    if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "There is no DECIMAL(" + precision + ", " + scale + "): 0 <= scale <= precision <= 38.");
    }
    return new ValueType(Kind.DECIMAL, precision, scale, List.of());
  }

  /** A timestamp without a zone, of 0 to 6 fractional digits. */
  public static ValueType timestamp(int precision) {
    return new ValueType(Kind.TIMESTAMP, precision, 0, List.of());
  }

  /** A moment, of 0 to 6 fractional digits. */
  public static ValueType timestampLtz(int precision) {
    return new ValueType(Kind.TIMESTAMP_LTZ, precision, 0, List.of());
  }

  public static ValueType array(ValueType element) {
    return new ValueType(Kind.ARRAY, 0, 0, List.of(element));
  }

  public static ValueType map(ValueType key, ValueType value) {
    return new ValueType(Kind.MAP, 0, 0, List.of(key, value));
  }

  private static ValueType simple(Kind kind) {
    return new ValueType(kind, 0, 0, List.of());
  }

  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
      case TIMESTAMP, TIMESTAMP_LTZ -> kind + "(" + precision + ")";
      case ARRAY -> "ARRAY<" + parts.get(0) + ">";
      case MAP -> "MAP<" + parts.get(0) + ", " + parts.get(1) + ">";
      default -> kind.name();
    };
  }
}
