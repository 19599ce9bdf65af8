/** What messages have and the pipeline file does not read. */
package io.tidemark.ingestion.drift;
