/**
 * The feature maths: what the features of one entity are worth, event by event, without an engine.
 *
 * <p><b>State.</b> An entity has <i>pending</i> arrivals, which time has not yet passed, a
 * <i>log</i> of passed events ordered by time, and for each distinct window what its features hold.
 * An event's values are stored once, however many features and windows read them. The log is cut
 * into blocks of a few kilobytes: full ones go to a {@link io.tidemark.feature.engine.BlockStore}
 * and are read again when a window's tail reaches them; the newest is part of the entity's state,
 * with a directory of the others.
 *
 * <p><b>Passing a time.</b> {@link io.tidemark.feature.engine.FeatureEngine#pass} moves the pending
 * events of time t into the log, the arrival of lowest (partition, offset) of each event, and adds
 * them to every window. Then each window's tail moves: a cursor reads on through the log, and the
 * events behind the tail are subtracted; what cannot subtract lets go of what is older than the
 * tail instead. So an event is touched twice a window, whatever the window's length, and nothing is
 * ever scanned again. Then the rows that the trigger asks for are handed over, all of a time with
 * the same values.
 *
 * <p><b>Grid points.</b> With {@link io.tidemark.feature.engine.TriggerSpec.Every} a row of time g
 * sees [g - W, g): events wait in the windows, whose tails move at grid points alone; the point
 * comes before the events of its own millisecond. Once no window has an event, no point is due.
 *
 * <p><b>Late events</b> are inserted where they belong, which rewrites one block and splits it if
 * it grows too large, and are added to the windows that still reach them. Cursors look their place
 * up again by time, for a place is no part of the stored state: all that is stored of a tail is the
 * time of the oldest event in its window.
 *
 * <p><b>Duplicates.</b> An event is itself once by (time, id, stream): an arrival is looked up in
 * the log, which keeps events for the longest window and for {@code remember} at least.
 *
 * <p><b>Conventions.</b> Aggregates skip NULL; an empty window is 0 for counts and NULL for the
 * rest. What each aggregate computes, and how exactly, is said in {@code feature.aggregate}.
 */
package io.tidemark.feature.engine;
