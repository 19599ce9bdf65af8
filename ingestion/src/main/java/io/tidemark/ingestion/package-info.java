/**
 * Live job of a pipeline: reads Kafka in STREAMING mode, and writes event, reject and feature
 * tables and feature topics. This package holds only the two records of operator state, whose class
 * names are part of savepoints.
 *
 * <ul>
 *   <li>{@code job}: starts and stops the job ({@link io.tidemark.ingestion.job.IngestionJob},
 *       {@link io.tidemark.ingestion.job.LiveJob})
 *   <li>{@code source}: Kafka source, ledger of offsets and watermarks' ends ({@link
 *       io.tidemark.ingestion.source.KafkaEventSource})
 *   <li>{@code sink}: tables and topics, fenced against a superseded run ({@link
 *       io.tidemark.ingestion.sink.LiveSinks})
 *   <li>{@code checkpoint}: restore points of earlier runs ({@link
 *       io.tidemark.ingestion.checkpoint.RestorePointStore})
 *   <li>{@code bootstrap}: start from the tables, without a checkpoint ({@link
 *       io.tidemark.ingestion.bootstrap.BootstrapPlan})
 *   <li>{@code kafka}: what the job asks of a cluster besides its data ({@link
 *       io.tidemark.ingestion.kafka.KafkaCluster})
 *   <li>{@code replay} and {@code drift}: rejects sent again, and fields that no column reads
 * </ul>
 */
package io.tidemark.ingestion;
