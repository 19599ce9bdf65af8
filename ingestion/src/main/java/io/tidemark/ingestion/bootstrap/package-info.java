/**
 * How a live job goes on without a checkpoint: its state, and where to read on, from the tables.
 */
package io.tidemark.ingestion.bootstrap;
