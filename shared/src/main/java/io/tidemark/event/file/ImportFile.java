package io.tidemark.event.file;

/**
 * File of an import, with the arrival and the number that its events get; read by {@link
 * ImportFileReader}.
 *
 * @param location its URI
 * @param bytes its size
 * @param modified when it was written as its store says, epoch milliseconds; it tells whether the
 *     file is the same, and nothing of its records
 * @param arrived when the import of it ran first, epoch milliseconds; the arrival of its events
 * @param number unlike that of any other file that was ever imported into the namespace; the
 *     partition of its events
 */
public record ImportFile(String location, long bytes, long modified, long arrived, int number) {}
