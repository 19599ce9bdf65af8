package io.tidemark.feature.engine;

import io.tidemark.aggregate.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes exact features of entities, event by event. It has no state of its own: what it knows of
 * an entity is in its {@link EntityState}, so one engine serves all entities of a plan.
 *
 * <p>One entity's life, as {@code FeatureOperator} runs it:
 *
 * <pre>{@code
 * FeatureEngine engine = new FeatureEngine(plan, blocks);
 * EntityState state = engine.newState(); // or read(bytes)
 * engine.accept(state, arrival, watermark); // PENDING, or late, or a duplicate
 * long due = engine.nextDue(state); // look again once time has come so far
 * engine.pass(state, due, (time, trigger, values) -> emit(time, values));
 * byte[] bytes = engine.write(state);
 * }</pre>
 */
public final class FeatureEngine {

  /** No time at all. */
  public static final long NEVER_DUE = Long.MAX_VALUE;

  private static final int BLOCK_BYTES = 4096;

  private final CompiledFeaturePlan plan;
  private final BlockStore store;

  /**
   * @param store where the logs of the entities keep their full blocks; whoever calls the engine
   *     sees to it that it is that of the entity at hand
   */
  public FeatureEngine(FeaturePlan plan, BlockStore store) {
    this(plan, store, BLOCK_BYTES);
  }

  FeatureEngine(FeaturePlan plan, BlockStore store, int blockBytes) {
    this.plan = new CompiledFeaturePlan(plan, blockBytes);
    this.store = store;
  }

  /** The state of an entity of which nothing is known. */
  public EntityState newState() {
    return new EntityState(plan, store);
  }

  /** Whether the state is that of an entity of which nothing is known. */
  public boolean isNew(EntityState state) {
    return state.lastPassed == EntityState.NEVER && state.pending.isEmpty();
  }

  /**
   * Takes an arrival in.
   *
   * @param lateUpTo highest time whose rows are already final, the watermark; {@link
   *     Long#MIN_VALUE} if none
   */
  public ArrivalOutcome accept(EntityState state, EventArrival event, long lateUpTo) {
    long passed = Math.max(lateUpTo, state.lastPassed);
    if (event.time() > passed) {
      state.pending.add(event);
      return ArrivalOutcome.PENDING;
    }
    boolean fresh = state.lastPassed == EntityState.NEVER;
    if (event.time() < plan.keptFrom(fresh ? lateUpTo : state.lastPassed)) {
      return ArrivalOutcome.FORGOTTEN;
    }
    EventArrival counted = state.log.find(event);
    if (counted != null) {
      return plan.codec.isAlike(counted, event)
          ? ArrivalOutcome.DUPLICATE
          : ArrivalOutcome.CONFLICTING;
    }
    insertLate(state, event, passed);
    return ArrivalOutcome.LATE;
  }

  private void insertLate(EntityState state, EventArrival event, long passed) {
    plan.moveTails(state.windows, passed);
    state.lastPassed = passed;
    state.log.insert(event);
    plan.enterLate(state.windows, event, passed);
  }

  /**
   * The rows that an arrival makes stale.
   *
   * @param outcome what {@link #accept} returned: {@code LATE}; {@code FORGOTTEN}, which no later
   *     row of an unlimited window sees either; or {@code CONFLICTING}, by whose values all rows
   *     that see the event may differ
   * @param lateUpTo as it was for {@link #accept}
   */
  public StaleRowRange stale(
      EntityState state, EventArrival event, ArrivalOutcome outcome, long lateUpTo) {
    long first = plan.trigger.isOnGrid() ? plan.trigger.gridPointAfter(event.time()) : event.time();
    if (outcome == ArrivalOutcome.FORGOTTEN && plan.unlimited()) {
      return new StaleRowRange(first, Long.MAX_VALUE);
    }
    long last = plan.lastRowOf(event.time());
    if (outcome == ArrivalOutcome.CONFLICTING) {
      return new StaleRowRange(first, last);
    }
    return new StaleRowRange(first, Math.min(last, Math.max(lateUpTo, state.lastPassed)));
  }

  /**
   * Time of the next row or event of the entity, {@link #NEVER_DUE} if nothing is to come without
   * another event.
   */
  public long nextDue(EntityState state) {
    return Math.min(state.pending.firstTime(), nextGridPoint(state));
  }

  private long nextGridPoint(EntityState state) {
    if (!plan.trigger.isOnGrid() || state.lastPassed == EntityState.NEVER) {
      return NEVER_DUE;
    }
    long next = plan.trigger.gridPointAfter(state.lastPassed);
    boolean seesEvents = plan.unlimited() || state.log.newest() >= plan.longestTail(next);
    return seesEvents ? next : NEVER_DUE;
  }

  /**
   * Passes all times up to that one: pending events enter the windows, and rows are handed over in
   * the order of time, those of a time in the order of (id, stream).
   *
   * @param upTo epoch milliseconds, inclusive
   * @return number of duplicates dropped
   * @throws io.tidemark.aggregate.AggregateOverflowException where a value does not fit its type;
   *     the state is then half changed and of no further use
   */
  public int pass(EntityState state, long upTo, FeatureRowCollector out) {
    int duplicates = 0;
    long due = nextDue(state);
    while (due <= upTo && due != NEVER_DUE) {
      if (due == nextGridPoint(state)) {
        passGridPoint(state, due, out);
      }
      duplicates += passEvents(state, due, out);
      due = nextDue(state);
    }
    return duplicates;
  }

  private void passGridPoint(EntityState state, long time, FeatureRowCollector out) {
    plan.moveTails(state.windows, time);
    state.lastPassed = time;
    out.accept(time, null, plan.results(state.windows, time));
    state.log.forget(plan.keptFrom(time));
  }

  private int passEvents(EntityState state, long time, FeatureRowCollector out) {
    List<EventArrival> events = new ArrayList<>(1);
    int duplicates = takeEvents(state, time, events);
    events.forEach(event -> enter(state, event));
    state.lastPassed = time;
    if (!plan.trigger.isOnGrid()) {
      plan.moveTails(state.windows, time);
      handOver(state, time, events, out);
      state.log.forget(plan.keptFrom(time));
    }
    return duplicates;
  }

  /** Takes the pending events of that time, the first arrival of each. */
  private static int takeEvents(EntityState state, long time, List<EventArrival> events) {
    int duplicates = 0;
    while (state.pending.firstTime() == time) {
      EventArrival next = state.pending.take();
      boolean again = !events.isEmpty() && isSame(events.get(events.size() - 1), next);
      if (again) {
        duplicates++;
      } else {
        events.add(next);
      }
    }
    return duplicates;
  }

  private static boolean isSame(EventArrival a, EventArrival b) {
    return Event.compare(a, b) == 0;
  }

  private void enter(EntityState state, EventArrival event) {
    state.log.append(event);
    plan.enter(state.windows, event);
  }

  private void handOver(
      EntityState state, long time, List<EventArrival> events, FeatureRowCollector out) {
    Object[] row = null;
    for (EventArrival event : events) {
      if (plan.trigger.asks(event)) {
        row = row == null ? plan.results(state.windows, time) : row;
        out.accept(time, event, row);
      }
    }
  }

  /**
   * Forgets what no later row can see, once that time has passed.
   *
   * @return whether nothing is left that a new state would not have
   */
  public boolean forget(EntityState state, long passed) {
    if (state.lastPassed != EntityState.NEVER) {
      state.lastPassed = Math.max(state.lastPassed, passed);
      plan.moveTails(state.windows, state.lastPassed);
    }
    state.log.forget(plan.keptFrom(state.lastPassed));
    return state.pending.isEmpty() && state.log.isEmpty() && !plan.unlimited();
  }

  /**
   * First time at which {@link #forget} forgets all events there are now, {@link #NEVER_DUE} if
   * there are none.
   */
  public long forgottenAt(EntityState state) {
    return state.log.isEmpty() ? NEVER_DUE : plan.forgottenAt(state.log.newest());
  }

  /** The binary form of a state, without the blocks that the store has. */
  public byte[] write(EntityState state) {
    try {
      ByteWriter out = new ByteWriter(256);
      state.write(out, plan);
      return out.toBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("An entity's state cannot be written.", e);
    }
  }

  /** Reads what {@link #write} wrote, for the same plan. */
  public EntityState read(byte[] bytes) {
    try {
      return EntityState.read(new ByteReader(bytes), plan, store);
    } catch (IOException e) {
      throw new UncheckedIOException("An entity's state cannot be read.", e);
    }
  }
}
