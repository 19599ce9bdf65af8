package io.tidemark.aggregate;

/**
 * Signals that a result does not fit its type. {@link Aggregate#result} throws it; a job that meets
 * it ends instead of restarting, for the same events overflow again.
 */
public final class AggregateOverflowException extends ArithmeticException {

  private static final long serialVersionUID = 1L;

  /**
   * @param function the aggregate as the pipeline file names it
   * @param type the type that is too small
   * @param value what does not fit
   */
  public AggregateOverflowException(String function, ValueType type, Object value) {
    super(
        function
            + " of "
            + value
            + " does not fit "
            + type
            + "; cast its argument to a wider type.");
  }
}
