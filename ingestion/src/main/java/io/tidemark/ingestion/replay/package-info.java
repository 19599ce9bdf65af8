/**
 * Replay: rejected messages are sent to their streams' topics again, once each, even if a process
 * dies in between. A chunk is written to the table of replays as intended, sent in one transaction,
 * and written down as sent.
 *
 * <ul>
 *   <li>{@link ReplayJob}: the run, over the rejects of {@link ReplayOptions}; {@link ReplayResult}
 *       counts them
 *   <li>{@link ReplayFilter}: decides on each reject ({@link ReplayOutcome})
 *   <li>{@link ReplayRouter}: topic and partition of a {@link ReplayMessage}
 *   <li>{@link ReplayProducer}: one transaction for a chunk; {@link ReplayStatus}, the steps of a
 *       chunk
 *   <li>{@link InDoubtReplayResolver}, {@link ReplayedMessageScan}: what a run that died has sent
 * </ul>
 */
package io.tidemark.ingestion.replay;
