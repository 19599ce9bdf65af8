/**
 * Faults, by what they strike: {@link JobFaults}, {@link SuccessorFaults}, {@link ClusterFaults},
 * {@link BrokerFaults}, {@link LeaderFaults}, {@link TransactionFaults}, {@link StorageFaults},
 * {@link LakeFaults} and {@link ClockFaults}. {@link FaultInjector} maps each {@link
 * io.tidemark.testing.faults.schedule.FaultKind} to its method; the other classes are their tools.
 */
package io.tidemark.testing.faults.injection;
