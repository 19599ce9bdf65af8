package io.tidemark.event;

/**
 * Exception that rejects a message, for a {@link RejectReason}. It has no stack trace, for a bad
 * producer sends many.
 */
public final class RejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  public RejectedException(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** The kind of defect; the message says what exactly. */
  public RejectReason reason() {
    return reason;
  }
}
