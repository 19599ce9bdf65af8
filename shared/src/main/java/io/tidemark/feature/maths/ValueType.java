package io.tidemark.feature.maths;

import java.io.Serializable;

/**
 * SQL type of an aggregate's argument.
 *
 * @param scale digits after the point of a DECIMAL, 0 for the rest
 */
public record ValueType(Kind kind, int scale) implements Serializable {

  /** The types that differ in how they are added up or compared. */
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
    TIMESTAMP;

    boolean isNumeric() {
      return switch (this) {
        case INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
        case BOOLEAN, STRING, BYTES, DATE, TIMESTAMP -> false;
      };
    }

    boolean isFloating() {
      return this == FLOAT || this == DOUBLE;
    }
  }

  public static final ValueType BOOLEAN = new ValueType(Kind.BOOLEAN, 0);
  public static final ValueType INT = new ValueType(Kind.INT, 0);
  public static final ValueType BIGINT = new ValueType(Kind.BIGINT, 0);
  public static final ValueType FLOAT = new ValueType(Kind.FLOAT, 0);
  public static final ValueType DOUBLE = new ValueType(Kind.DOUBLE, 0);
  public static final ValueType STRING = new ValueType(Kind.STRING, 0);
  public static final ValueType BYTES = new ValueType(Kind.BYTES, 0);
  public static final ValueType DATE = new ValueType(Kind.DATE, 0);
  public static final ValueType TIMESTAMP = new ValueType(Kind.TIMESTAMP, 0);

  /** Most digits of a DECIMAL, as in Flink SQL. */
  static final int MAX_PRECISION = 38;

  public ValueType {
    if (scale < 0 || scale > (kind == Kind.DECIMAL ? MAX_PRECISION : 0)) {
      throw new IllegalArgumentException(
          "A " + kind + " cannot have scale " + scale + "; only DECIMAL has one, of 0 to 38.");
    }
  }

  public static ValueType decimal(int scale) {
    return new ValueType(Kind.DECIMAL, scale);
  }

  @Override
  public String toString() {
    return kind == Kind.DECIMAL ? "DECIMAL(" + MAX_PRECISION + ", " + scale + ")" : kind.name();
  }
}
