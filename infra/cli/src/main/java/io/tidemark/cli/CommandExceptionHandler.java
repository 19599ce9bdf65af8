package io.tidemark.cli;

import io.tidemark.aggregate.AggregateOverflowException;
import io.tidemark.definition.UserException;
import io.tidemark.localkafka.LocalKafkaException;
import io.tidemark.pipeline.FailedExpressionException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Maps the failure of a command to its exit code and to what a user reads. A user's mistake, and
 * data that a job cannot compute with, are told in full; any other failure is a line and the name
 * of the log. {@link Tidemark} installs it.
 */
final class CommandExceptionHandler implements IExecutionExceptionHandler {

  static final int BROKEN = 1;
  static final int YOURS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(CommandExceptionHandler.class);

  private Exception last;

  /** The exception that the last command has thrown; null if none. */
  Exception last() {
    return last;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    last = failure;
    Optional<UserException> mistake = in(failure, UserException.class);
    if (mistake.isPresent()) {
      mistake.get().problems().forEach(p -> command.getErr().println(p));
      return YOURS;
    }
    if (failure instanceof LocalKafkaException) {
      command.getErr().println(failure.getMessage());
      return YOURS;
    }
    LOG.error("{} failed", command.getCommandName(), failure);
    command.getErr().println(command.getCommandName() + " failed: " + text(failure));
    return BROKEN;
  }

  private static <T extends Throwable> Optional<T> in(Throwable failure, Class<T> type) {
    return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause);
  }

  private static String text(Throwable failure) {
    return data(failure)
        .orElseGet(
            () ->
                summary(failure)
                    + System.lineSeparator()
                    + "The log has the whole story: "
                    + System.getProperty("tidemark.log", "see above"));
  }

  /** Message of a job that cannot compute with its data; no log tells more. */
  private static Optional<String> data(Throwable failure) {
    return in(failure, FailedExpressionException.class)
        .map(Throwable::getMessage)
        .or(() -> in(failure, AggregateOverflowException.class).map(Throwable::getMessage));
  }

  private static String summary(Throwable failure) {
    Throwable root = chain(failure).reduce((outer, cause) -> cause).orElse(failure);
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
