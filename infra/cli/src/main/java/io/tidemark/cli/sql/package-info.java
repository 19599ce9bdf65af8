/**
 * The {@code sql} command: {@link SqlSession} runs Flink SQL in BATCH mode with the lake as its
 * catalog, {@link SqlResult} is the running query, and {@link SqlOutputFormat} prints its rows.
 */
package io.tidemark.cli.sql;
