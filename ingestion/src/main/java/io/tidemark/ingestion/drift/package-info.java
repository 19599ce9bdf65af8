/**
 * Schema drift: fields that messages have and no column of the stream reads. {@link DriftScan}
 * reads the newest messages of a topic, a {@link FieldCounter} counts each field and widens its
 * type, and {@link DriftReport} is the result.
 */
package io.tidemark.ingestion.drift;
