/**
 * The {@code tidemark} command; {@code infra/tidemark} runs it from a checkout. {@link Tidemark} is
 * the main class, and each subcommand is a class named after it, such as {@link IngestCommand}.
 *
 * <ul>
 *   <li>{@code options}: options that commands share ({@link
 *       io.tidemark.cli.options.PipelineOptions})
 *   <li>{@code report}: printers of results and progress ({@link
 *       io.tidemark.cli.report.TextTablePrinter})
 *   <li>{@code sql}: Flink SQL over the tables ({@link io.tidemark.cli.sql.SqlCommand})
 *   <li>{@link CommandExceptionHandler}: exit codes and messages of failures
 *   <li>{@link JobManagerDetector}, {@link JobStopHandler}, {@link WebUiSettings}: the process that
 *       a job runs in
 * </ul>
 */
package io.tidemark.cli;
