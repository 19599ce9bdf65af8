/**
 * Processes and their surroundings: {@link ChildProcess} runs a {@link JavaProgram}, {@link
 * ConditionAwait} waits for it, {@link FakeTimeClock} sets its clock, and {@link RamDisk} is a disk
 * that can be filled.
 */
package io.tidemark.testing.faults.process;
