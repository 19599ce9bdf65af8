/** Rejected messages back to their streams' topics, once each, whatever dies on the way. */
package io.tidemark.ingestion.replay;
