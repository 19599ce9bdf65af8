/**
 * Printers of what commands report; they hold text, and compute nothing of the jobs.
 *
 * <ul>
 *   <li>{@link TextTablePrinter}, {@link ByteSizeFormatter}: tables and sizes
 *   <li>{@link IngestProgressPrinter}, {@link SendProgressPrinter}, {@link
 *       MaintenanceProgressPrinter}: progress
 *   <li>{@link ImportPrinter}, {@link EvolutionPrinter}, {@link MaintenancePrinter}, {@link
 *       BootstrapPlanPrinter}: results, with the command to run next
 *   <li>{@link SuggestedColumns}, {@link RowSizeCheck}: advice of {@code drift} and {@code
 *       validate}
 * </ul>
 */
package io.tidemark.cli.report;
