package io.tidemark.backfill.imports;

/**
 * Settings of an {@link ImportJob}: size of a batch, or all in one commit.
 *
 * @param batchBytes size of the files that are committed together, about
 * @param atOnce whether all files are committed together or none
 */
public record ImportSettings(long batchBytes, boolean atOnce) {}
