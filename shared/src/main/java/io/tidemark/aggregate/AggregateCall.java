package io.tidemark.aggregate;

import java.io.Serializable;
import java.util.List;

/**
 * The call of an {@link AggregateFunction}: its name, the type of the argument and the parameters.
 * {@link AggregateRegistry} turns it into an {@link Aggregate}.
 *
 * @param function name of the {@link AggregateFunction}
 * @param argument type of the argument; null for {@code *}
 * @param parameters in order; a {@link Long} where the parameter is whole, else a {@link Double}
 */
public record AggregateCall(String function, ValueType argument, List<Number> parameters)
    implements Serializable {

  public AggregateCall {
    parameters = List.copyOf(parameters);
  }
}
