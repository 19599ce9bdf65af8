package io.tidemark.localkafka;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Iterates over the lines of a file as bytes, without their line feeds and otherwise untouched;
 * {@link JsonLinesProducer} sends them.
 */
final class ByteLineIterator implements Iterator<byte[]>, AutoCloseable {

  private final Path file;
  private final InputStream in;
  private byte[] next;

  ByteLineIterator(Path file) {
    this.file = file;
    try {
      in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    byte[] line = next;
    next = null;
    return line;
  }

  private byte[] read() {
    try {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      ByteArrayOutputStream line = new ByteArrayOutputStream(512);
      for (; b >= 0 && b != '\n'; b = in.read()) {
        line.write(b);
      }
      return line.toByteArray();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private LocalKafkaException unreadable(IOException e) {
    return new LocalKafkaException("Cannot read " + file + ": " + e, e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
