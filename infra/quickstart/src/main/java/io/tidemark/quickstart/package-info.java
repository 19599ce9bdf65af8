/**
 * Generator of a made-up shop's history, for the quickstart and for tests. Equal {@link
 * ShopOptions} give equal bytes.
 *
 * <ul>
 *   <li>{@link ShopActivityGenerator}: the messages; {@link ShopCommand} writes them to files
 *   <li>{@link ShopStoryGenerator}, {@link CustomerEventLog}: what customers do, as {@link
 *       ShopEvent}s of {@link ShopCustomer}s and {@link ShopProduct}s
 *   <li>{@link ShopArrivalIterator}, {@link DailyRhythmFunction}: visits over time, in the order in
 *       which messages arrive
 *   <li>{@link MessageTransport}, {@link MalformationKind}: delays, repetitions and damage on the
 *       way to a {@link ShopMessage}
 *   <li>{@link SeededRandomGenerator}, {@link ZipfRankGenerator}, {@link MixFunction}: reproducible
 *       chance
 * </ul>
 */
package io.tidemark.quickstart;
