package io.tidemark.feature.maths;

import io.tidemark.definition.AggregateFunction;
import io.tidemark.definition.Window;
import java.io.Serializable;

/**
 * What one aggregate feature reads and computes.
 *
 * @param argument slot of {@link Event#values} that it aggregates, -1 for {@code count(*)}
 * @param condition slot that holds a Boolean: an event counts where it is TRUE; -1 for no condition
 * @param stream the one stream whose events it sees, -1 for all
 * @param argumentType null for {@code count(*)}
 */
public record FeatureSpec(
    AggregateFunction function,
    int argument,
    int condition,
    int stream,
    Window window,
    ValueType argumentType)
    implements Serializable {

  public FeatureSpec {
    if (argument < 0 && function != AggregateFunction.COUNT) {
      throw new IllegalArgumentException(
          function + " needs an argument; only COUNT can do without.");
    }
    if (argument >= 0 && argumentType == null) {
      throw new IllegalArgumentException("The argument of " + function + " needs a type.");
    }
    if (addsUp(function) && !argumentType.kind().isNumeric()) {
      throw new IllegalArgumentException(
          function
              + " needs a number, not "
              + argumentType
              + "; use INT, BIGINT, FLOAT, DOUBLE or DECIMAL.");
    }
  }

  boolean bounded() {
    return window.length().isPresent();
  }

  private static boolean addsUp(AggregateFunction function) {
    return function == AggregateFunction.SUM || function == AggregateFunction.AVG;
  }
}
