/** The STREAMING job: Kafka in; event, reject and feature tables and feature topics out. */
package io.tidemark.ingestion;
