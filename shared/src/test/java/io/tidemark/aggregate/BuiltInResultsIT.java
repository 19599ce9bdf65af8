package io.tidemark.aggregate;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** The long form of {@link BuiltInResultsTest}: the same comparison over more cases. */
@Tag("long")
class BuiltInResultsIT extends BuiltInResultsTest {

  @Override
  @Property(tries = 7000)
  void exactAggregatesAreWhatTheyOughtToBe(@ForAll("subjects") Subject subject) {
    super.exactAggregatesAreWhatTheyOughtToBe(subject);
  }
}
