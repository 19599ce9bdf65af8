package io.tidemark.event.file;

import java.io.IOException;
import org.apache.flink.util.SerializedThrowable;

/**
 * Exception for a file that is not what it should be, from some record on or as a whole. {@link
 * ImportFileReader} throws it; a defect of a single record is a {@link
 * io.tidemark.event.RejectedException} instead.
 */
public final class UnreadableFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String location;

  /**
   * @param why as the end of a sentence about the file
   */
  public UnreadableFileException(String location, String why) {
    super(why);
    this.location = location;
  }

  /**
   * @param cause of a class that the reader of the message may not have
   */
  public UnreadableFileException(String location, String why, Throwable cause) {
    super(why, new SerializedThrowable(cause));
    this.location = location;
  }

  /** The file's URI. */
  public String location() {
    return location;
  }
}
