package io.tidemark.ingestion;

/** The ingestion job ended although nobody stopped it. */
public final class JobFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  JobFailedException(Throwable cause) {
    super("the ingestion job has ended before its time", cause);
  }
}
