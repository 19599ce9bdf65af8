package io.tidemark.aggregate;

/** A value does not fit its type. */
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
