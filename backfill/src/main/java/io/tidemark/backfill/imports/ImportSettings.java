package io.tidemark.backfill.imports;

/**
 * How an import is done.
 *
 * @param portionBytes size of the files that are committed together, about
 * @param atOnce whether all files are committed together or none
 */
public record ImportSettings(long portionBytes, boolean atOnce) {}
