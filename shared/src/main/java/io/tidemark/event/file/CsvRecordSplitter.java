package io.tidemark.event.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Splits CSV into its records: a line each, or several where a value in quotes has line breaks (RFC
 * 4180). What is wrong within a record is then a matter of this record alone; see {@link
 * CsvRecordReader}.
 */
final class CsvRecordSplitter implements Closeable {

  /**
   * Number of characters that a record may have: quotes that are never closed would make one of the
   * rest of the file, in memory.
   */
  private static final int LONGEST = 64 << 20;

  private static final int END = -1;

  private enum State {
    BEGIN, // of a value, where quotes are more than a character
    PLAIN,
    QUOTED,
    CLOSED // behind quotes: another one is a character, and the value goes on
  }

  private final Reader reader;
  private final char delimiter;
  private final int longest;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder record = new StringBuilder();
  private int position;
  private int limit;
  private long line = 1;

  CsvRecordSplitter(InputStream input, char delimiter) {
    this(input, delimiter, LONGEST);
  }

  /**
   * @param longest number of characters that a record may have
   */
  CsvRecordSplitter(InputStream input, char delimiter, int longest) {
    this.reader = new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder());
    this.delimiter = delimiter;
    this.longest = longest;
  }

  /** Reads the next record as it came, without the end of its line; null behind the last one. */
  String next() throws IOException {
    if (peek() == END) {
      return null;
    }
    record.setLength(0);
    long first = line;
    State state = State.BEGIN;
    for (int c = read(); c != END; c = read()) {
      if (state != State.QUOTED && isLineEnd(c)) {
        return record.toString();
      }
      record.append((char) c);
      state = next(state, c);
      if (record.length() > longest) {
        throw new IOException(
            "line " + first + ": a record has more than " + longest + " characters");
      }
    }
    if (state == State.QUOTED) {
      throw new IOException("line " + first + ": quotes are never closed");
    }
    return record.toString();
  }

  private State next(State state, int c) {
    return switch (state) {
      case QUOTED -> c == '"' ? State.CLOSED : State.QUOTED;
      case CLOSED -> c == '"' ? State.QUOTED : c == delimiter ? State.BEGIN : State.PLAIN;
      case PLAIN -> c == delimiter ? State.BEGIN : State.PLAIN;
      case BEGIN -> {
        boolean before = c == delimiter || c <= ' ';
        yield c == '"' ? State.QUOTED : before ? State.BEGIN : State.PLAIN;
      }
    };
  }

  private boolean isLineEnd(int c) throws IOException {
    if (c == '\r' && peek() == '\n') {
      read();
    }
    return c == '\n' || c == '\r';
  }

  private int read() throws IOException {
    int c = peek();
    position++;
    if (c == '\n' || c == '\r' && peek() != '\n') {
      line++;
    }
    return c;
  }

  private int peek() throws IOException {
    if (position >= limit) {
      try {
        limit = reader.read(buffer);
      } catch (CharacterCodingException e) {
        throw new IOException("it is not in UTF-8", e);
      }
      position = 0;
    }
    return limit < 0 ? END : buffer[position];
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
