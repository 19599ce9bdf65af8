/**
 * Broker and live job under test: {@link TestWorkspace} has their files and addresses, {@link
 * TestDeployment} their processes. A {@link DeployedJob} is a {@link ProcessJob}, a {@link
 * SessionClusterJob} or an {@link ApplicationClusterJob}. {@link FaultLog} and {@link
 * CommitGapCounter} note what faults have done.
 */
package io.tidemark.testing.faults.deployment;
