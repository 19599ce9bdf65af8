package io.tidemark.ingestion.job;

/**
 * Thrown where a live job has failed or ended although nobody stopped it; {@link LiveJob} throws
 * it.
 */
public final class JobFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  JobFailedException(Throwable cause) {
    super("the ingestion job has ended before its time", cause);
  }

  private JobFailedException(String message) {
    super(message);
  }

  /**
   * The job has failed of something, but goes on to try: what Flink says of the savepoint that was
   * not made is no cause, and misleads who reads it as one.
   */
  static JobFailedException startingOver(Throwable savepoint) {
    JobFailedException failure =
        new JobFailedException(
            "the job failed while it was being stopped, and would start over; the next start goes on"
                + " from its last checkpoint. Look for the first \"switched from RUNNING to FAILED\"");
    failure.addSuppressed(savepoint);
    return failure;
  }
}
