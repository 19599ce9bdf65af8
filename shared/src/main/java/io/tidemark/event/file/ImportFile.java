package io.tidemark.event.file;

/**
 * A file to be read.
 *
 * @param location its URI
 * @param bytes its size
 * @param modified when it was written, epoch milliseconds
 * @param number unlike that of any other file that was ever imported into the namespace; the
 *     partition of its events
 */
public record ImportFile(String location, long bytes, long modified, int number) {}
