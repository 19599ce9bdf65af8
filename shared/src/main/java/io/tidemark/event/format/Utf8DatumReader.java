package io.tidemark.event.format;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/**
 * Gives texts as the bytes that they are: schemas that Java's tools have written ask for Java's own
 * strings, which put another character in place of what is not UTF-8.
 */
public final class Utf8DatumReader<D> extends GenericDatumReader<D> {

  /** Reads by the schema of a file. */
  public Utf8DatumReader() {}

  /** Reads what that schema has written. */
  public Utf8DatumReader(Schema written) {
    super(written);
  }

  @Override
  protected Class<?> findStringClass(Schema schema) {
    return CharSequence.class;
  }
}
