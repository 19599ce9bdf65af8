package io.tidemark.event.format;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/**
 * Avro datum reader that gives texts as the bytes that they are, so that {@link AvroValueConverter}
 * can reject what is not UTF-8. Schemas that Java's tools have written ask for Java's own strings,
 * which put another character in its place.
 */
public final class Utf8DatumReader<D> extends GenericDatumReader<D> {

  /** Creates a reader that takes the schema from the file. */
  public Utf8DatumReader() {}

  /** Creates a reader of what that schema has written. */
  public Utf8DatumReader(Schema written) {
    super(written);
  }

  @Override
  protected Class<?> findStringClass(Schema schema) {
    return CharSequence.class;
  }
}
