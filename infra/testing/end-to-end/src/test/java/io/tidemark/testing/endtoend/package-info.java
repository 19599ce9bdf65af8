/**
 * Tests of the whole, from a real Kafka to the tables and topics, in both modes, against an
 * independent oracle.
 *
 * <ul>
 *   <li>{@link EndToEndFixture}, {@link EndToEndExtension}: Kafka, messages and runs that all tests
 *       of a JVM share
 *   <li>{@link EndToEndWorkspace}: one run's pipeline, topics and tables
 *   <li>{@link ParitySuite}: both modes against each other and against {@link SqlWindowOracle},
 *       interrupted by {@link InterruptionKind}
 *   <li>{@link DocumentedLakeKind}, {@link RunningServers}: the lakes of the documentation
 * </ul>
 */
package io.tidemark.testing.endtoend;
