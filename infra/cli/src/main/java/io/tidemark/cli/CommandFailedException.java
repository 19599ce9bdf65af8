package io.tidemark.cli;

/**
 * Failure of a command in a process that is not its own, as in a JobManager: {@link Tidemark#main}
 * throws it where it would otherwise end the process with an exit code.
 */
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
