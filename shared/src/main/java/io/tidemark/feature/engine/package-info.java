/**
 * The feature engine: the values of one entity's features, event by event, without a stream
 * processor.
 *
 * <p><b>Map.</b> A {@link io.tidemark.feature.engine.FeaturePlan} of {@link
 * io.tidemark.feature.engine.FeatureSpec}s and a {@link io.tidemark.feature.engine.TriggerSpec}
 * goes into {@link io.tidemark.feature.engine.FeatureEngine}, which groups the features by window
 * ({@code CompiledFeaturePlan}, {@code WindowGroup}, {@code FeatureEvaluator}). It takes {@link
 * io.tidemark.feature.engine.EventArrival}s, each with an {@link
 * io.tidemark.feature.engine.ArrivalOutcome}, keeps an {@link
 * io.tidemark.feature.engine.EntityState} ({@code PendingBuffer}, {@code EventLog}, {@code
 * WindowState}) and hands rows to a {@link io.tidemark.feature.engine.FeatureRowCollector}.
 *
 * <p><b>State.</b> An entity has <i>pending</i> arrivals, which time has not yet passed, a
 * <i>log</i> of passed events ordered by time, and for each distinct window the states of its
 * aggregates. An event's values are stored once, however many features and windows read them. The
 * log is cut into blocks of a few kilobytes: full ones go to a {@link
 * io.tidemark.feature.engine.BlockStore} and are read again when a window's tail reaches them; the
 * newest is part of the entity's state, with an index of the others.
 *
 * <p><b>Passing a time.</b> {@link io.tidemark.feature.engine.FeatureEngine#pass} moves the pending
 * events of time t into the log, the arrival of lowest (partition, offset) of each event, and adds
 * them to every window. Then each window's tail moves: a cursor reads on through the log and the
 * events behind the tail are subtracted; an aggregate that cannot subtract expires events older
 * than the tail instead. So an event is touched twice a window, whatever the window's length. A
 * rescanning aggregate reads on by a cursor of its own, which never goes back either. Then the rows
 * that the trigger asks for are handed over, all of a time with the same values.
 *
 * <p><b>Grid points.</b> With {@link io.tidemark.feature.engine.TriggerSpec.Every} a row of time g
 * sees [g - W, g): events wait in the windows, whose tails move at grid points alone; the point
 * comes before the events of its own millisecond. Once no window has an event, no point is due.
 *
 * <p><b>Late events</b> are inserted where they belong, which rewrites one block and splits it if
 * it grows too large, and are added to the windows that still reach them. Cursors look their
 * position up again by time, for a position is no part of the stored state: all that is stored of a
 * tail is the time of the oldest event in its window.
 *
 * <p><b>Duplicates.</b> Events are identified by (time, id, stream): an arrival is looked up in the
 * log, which keeps events for the longest bounded window and for {@code remember} at least.
 *
 * <p><b>Conventions.</b> Aggregates skip NULL; an empty window is 0 for counts and NULL for the
 * rest. What each aggregate computes, and how exactly, is said in {@code io.tidemark.aggregate}.
 */
package io.tidemark.feature.engine;
