/**
 * Fault suite: runs a pipeline under load, its broker and its live job in processes of their own,
 * injects faults by a seed, and checks the tables and topics against what Kafka has acknowledged.
 *
 * <ul>
 *   <li>{@link FaultSuite}: the command; {@link FaultRunner}, one run
 *   <li>{@code schedule}: the seed's {@link io.tidemark.testing.faults.schedule.FaultSchedule}
 *   <li>{@code load}: the messages ({@link io.tidemark.testing.faults.load.ShopLoad})
 *   <li>{@code deployment}: broker and job ({@link
 *       io.tidemark.testing.faults.deployment.TestDeployment}), on {@code process}, {@code cluster}
 *       and {@code lake}
 *   <li>{@code injection}: the faults ({@link io.tidemark.testing.faults.injection.FaultInjector})
 *   <li>{@code check}: the verdict ({@link io.tidemark.testing.faults.check.OutcomeChecks})
 *   <li>{@link SoakSuite}, {@link MaintenanceLoad}, {@link BacklogSuite}, {@link
 *       JobResourceTracker}: long runs with maintenance, and a backlog
 * </ul>
 */
package io.tidemark.testing.faults;
