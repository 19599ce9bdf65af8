package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.testing.faults.check.FeatureRows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables and topics of the live job, once for each way of being interrupted. */
@ParameterizedClass
@EnumSource
final class StreamingParityIT extends ParitySuite {

  private final InterruptionKind interruption;

  StreamingParityIT(InterruptionKind interruption, EndToEndFixture shop) {
    super(shop);
    this.interruption = interruption;
  }

  @Override
  EndToEndWorkspace run(EndToEndFixture shop) throws Exception {
    return shop.live(interruption);
  }

  @Override
  EndToEndWorkspace live(EndToEndFixture shop) {
    return site();
  }

  @Override
  EndToEndWorkspace otherMode(EndToEndFixture shop) throws Exception {
    return shop.batch();
  }

  @Test
  void keepsEveryArrivalOnce() throws Exception {
    for (StreamDefinition stream : site().pipeline().streams()) {
      String topic = site().shopTopic(stream.name());
      requireDistinct(site().table(stream.name()), shop().messages().accepted(topic));
    }
  }

  @Test
  void keepsEveryMalformedMessageOnce() throws Exception {
    requireDistinct(site().table("rejects"), shop().messages().malformed());
  }

  private static void requireDistinct(Table table, long rows) throws Exception {
    List<MessageCoordinates> all = MessageCoordinates.in(table);
    assertThat(all).as(table.name()).hasSize((int) rows);
    assertThat(new HashSet<>(all)).as(table.name()).hasSize(all.size());
  }

  @ForEachFeatureSet
  void theTopicHasTheRowsOfTheTableAndTheNewestLast(String set) throws Exception {
    FeatureRows table = site().features(set);
    FeatureRows topic = FeatureRows.of(site().table(set).schema());
    Map<List<Object>, List<Object>> newest = new HashMap<>();

    List<List<Object>> messages = site().messages(set);
    new LinkedHashSet<>(messages).forEach(topic::add);
    messages.forEach(row -> newest.put(table.entity(row), row));

    topic.requireEqual(table);
    assertThat(newest).isEqualTo(table.newest());
  }

  @ForEachFeatureSet
  void repeatsNoMessageWhereDeliveryIsExactlyOnce(String set) throws Exception {
    int messages = site().messages(set).size();
    int rows = (int) site().rows(set);

    if (interruption == InterruptionKind.PROCESS_IS_KILLED) {
      assertThat(messages).isEqualTo(rows);
    } else {
      assertThat(messages).isGreaterThanOrEqualTo(rows);
    }
  }
}
