package io.tidemark.quickstart;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Iterates over the messages of all visits in the order of their arrival. A visit's messages wait
 * in a queue until no later visit can have an earlier one; {@link ShopStoryGenerator} makes the
 * visits, {@link MessageTransport} the messages.
 */
final class ShopArrivalIterator implements Iterator<ShopMessage> {

  private static final double USUAL_EVENTS_PER_VISIT = 10;

  private record Underway(ShopMessage message, long order) {}

  private final PriorityQueue<Underway> underway =
      new PriorityQueue<>(
          Comparator.comparingLong((Underway u) -> u.message().timestamp())
              .thenComparingLong(Underway::order));
  private final ShopOptions options;
  private final SeededRandomGenerator dice;
  private final DailyRhythmFunction rhythm;
  private final ShopStoryGenerator stories;
  private final MessageTransport transport;
  private long order;
  private long planned;
  private long visits;
  private double elapsed;
  private long nextVisit;

  ShopArrivalIterator(ShopOptions options) {
    this.options = options;
    dice = new SeededRandomGenerator(options.seed());
    rhythm = new DailyRhythmFunction(options.start(), options.days());
    stories = new ShopStoryGenerator(options, dice);
    transport = new MessageTransport(options, dice);
    nextVisit = rhythm.at(0);
  }

  @Override
  public boolean hasNext() {
    return planned < options.events() || !underway.isEmpty();
  }

  @Override
  public ShopMessage next() {
    while (planned < options.events() && !headArrivesBeforeNextVisit()) {
      visit();
    }
    if (underway.isEmpty()) {
      throw new NoSuchElementException();
    }
    return underway.remove().message();
  }

  /** Nothing that a later visit causes arrives before the visit. */
  private boolean headArrivesBeforeNextVisit() {
    return !underway.isEmpty() && underway.peek().message().timestamp() < nextVisit;
  }

  private void visit() {
    List<ShopEvent> events = stories.next(nextVisit, planned);
    long wanted = Math.min(events.size(), options.events() - planned);
    events.stream().limit(wanted).forEach(event -> transport.send(event, this::add));
    planned += wanted;
    visits++;
    elapsed += (1 - elapsed) * Math.min(1, dice.exponential(shareOfOneVisit()));
    nextVisit = rhythm.at(elapsed);
  }

  /** Share of one visit in all that is still to come, so that the events last for all days. */
  private double shareOfOneVisit() {
    double perVisit = (planned + USUAL_EVENTS_PER_VISIT) / (visits + 1);
    return perVisit / Math.max(1, options.events() - planned);
  }

  private void add(ShopMessage message) {
    underway.add(new Underway(message, order++));
  }
}
