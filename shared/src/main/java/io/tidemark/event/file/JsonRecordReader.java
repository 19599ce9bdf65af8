package io.tidemark.event.file;

import io.tidemark.event.RejectedException;
import io.tidemark.event.format.JsonFormat;
import io.tidemark.event.format.MessageSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.table.data.RowData;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/**
 * Reads JSON lines: each is an object as a message of a stream is one, read by {@link JsonFormat};
 * empty lines are none.
 */
final class JsonRecordReader implements FileRecordReader {

  /** A line is held in memory; a file without line breaks is one. */
  private static final int LONGEST_LINE = 64 << 20;

  private final LineReader lines;
  private final JsonFormat json;
  private final Text line = new Text();
  private boolean begun;

  JsonRecordReader(InputStream input, JsonFormat json) {
    this.lines = new LineReader(input);
    this.json = json;
  }

  /** Format of the objects, serializable; opened where it is used. */
  record Parsing(JsonFormat format) implements Serializable {

    Parsing(MessageSchema shape) {
      this(new JsonFormat(shape));
    }

    JsonFormat get() throws IOException {
      try {
        format.open(new SimpleCounter());
        return format;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  @Override
  public boolean advance() throws IOException {
    do {
      if (lines.readLine(line, LONGEST_LINE, LONGEST_LINE) == 0) {
        return false;
      }
      if (line.getLength() >= LONGEST_LINE) {
        throw new IOException("a line has more than " + LONGEST_LINE + " bytes");
      }
    } while (isBlank());
    if (!begun) {
      begun = true;
      requireNoArray();
    }
    return true;
  }

  /**
   * Refuses a file that is one array: its lines would be rejects one by one, for the commas behind
   * them; the last would be none.
   */
  private void requireNoArray() throws IOException {
    if (line.toString().stripLeading().startsWith("[")) {
      throw new IOException(
          "it is an array of JSON, not an object a line, as of jq --compact-output '.[]'");
    }
  }

  private boolean isBlank() {
    for (int i = 0; i < line.getLength(); i++) {
      if (!Character.isWhitespace(line.getBytes()[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public RowData read() throws RejectedException {
    return json.read(text());
  }

  @Override
  public byte[] text() {
    return line.copyBytes();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
