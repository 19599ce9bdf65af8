package io.tidemark.feature.engine;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.definition.Window;
import java.io.Serializable;

/**
 * The specification of one aggregate feature in a {@link FeaturePlan}: the call, the slots that it
 * reads and its window.
 *
 * @param argument slot of {@link EventArrival#values} that it aggregates, -1 for {@code *}; with a
 *     call over {@code *} only its presence counts
 * @param condition slot that holds a Boolean: an event counts where it is TRUE; -1 for no condition
 * @param stream the one stream whose events it sees, -1 for all
 */
public record FeatureSpec(
    AggregateCall call, int argument, int condition, int stream, Window window)
    implements Serializable {

  public FeatureSpec {
    if (argument < 0 && call.argument() != null) {
      throw new IllegalArgumentException(call + " needs a slot to read.");
    }
  }

  boolean bounded() {
    return window.length().isPresent();
  }
}
