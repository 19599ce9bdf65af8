package io.tidemark.lake.publish;

/**
 * File of an import with its number and counts, as a row of the imports table has it. {@link
 * ImportCommitter} commits its records.
 *
 * @param runId the call of import
 * @param definition name of the import
 * @param stream name of the stream
 * @param location the file's URI
 * @param bytes its size then
 * @param modified when it was written, epoch milliseconds
 * @param arrived when the import of it ran first, epoch milliseconds; the arrival of its events
 * @param number the partition of its events and rejects; no other file has it
 * @param events records that became events
 * @param rejects records that did not
 */
public record ImportedFile(
    String runId,
    String definition,
    String stream,
    String location,
    long bytes,
    long modified,
    long arrived,
    int number,
    long events,
    long rejects) {

  /** Its records. */
  public long rows() {
    return events + rejects;
  }

  /** Whether a file of that size and age is the same as far as one can tell without reading it. */
  public boolean isLike(long otherBytes, long otherModified) {
    return bytes == otherBytes && modified == otherModified;
  }
}
