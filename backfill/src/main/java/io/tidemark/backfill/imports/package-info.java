/** Files of history to events: which ones, in which portions, and how they get into the tables. */
package io.tidemark.backfill.imports;
