/** The BATCH jobs: the same graph over history. */
package io.tidemark.backfill;
