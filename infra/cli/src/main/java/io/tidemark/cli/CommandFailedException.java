package io.tidemark.cli;

/** A command that did not end well, in a process that is not its own. */
public final class CommandFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param said what a user would read
   * @param cause null if the command never began
   */
  CommandFailedException(int code, String said, Exception cause) {
    super("exit code " + code + ": " + said, cause);
  }
}
