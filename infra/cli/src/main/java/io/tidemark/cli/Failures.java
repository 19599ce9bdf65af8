package io.tidemark.cli;

import io.tidemark.definition.UserException;
import io.tidemark.local.LocalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells a user what went wrong: their own mistakes in full, ours in a line with the log to look
 * into.
 */
final class Failures implements IExecutionExceptionHandler {

  static final int BROKEN = 1;
  static final int YOURS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    UserException mistake = mistakeIn(failure);
    if (mistake != null) {
      mistake.problems().forEach(p -> command.getErr().println(p));
      return YOURS;
    }
    if (failure instanceof LocalException) {
      command.getErr().println(failure.getMessage());
      return YOURS;
    }
    LOG.error("{} failed", command.getCommandName(), failure);
    command.getErr().println(command.getCommandName() + " failed: " + summary(failure));
    command
        .getErr()
        .println("The log has the whole story: " + System.getProperty("tidemark.log", "see above"));
    return BROKEN;
  }

  private static UserException mistakeIn(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UserException mistake) {
        return mistake;
      }
    }
    return null;
  }

  private static String summary(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
