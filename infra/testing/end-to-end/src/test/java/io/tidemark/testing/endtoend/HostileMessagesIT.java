package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.localkafka.RateLimitedProducer;
import io.tidemark.localkafka.SendProgressListener;
import io.tidemark.localkafka.TopicAdmin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that are meant to harm: each is in the event table or in the rejects, once, and the job
 * lives. {@code -Dtidemark.hostile.messages=1000000} is the long form, {@code
 * -Dtidemark.hostile.seed=7} another input; the log has the pace, and that of as many good ones.
 */
@ExtendWith(EndToEndExtension.class)
@Tag("long")
final class HostileMessagesIT {

  private static final Logger LOG = LoggerFactory.getLogger(HostileMessagesIT.class);

  private static final int MESSAGES = Integer.getInteger("tidemark.hostile.messages", 20_000);
  private static final long SEED = Long.getLong("tidemark.hostile.seed", 20_260_301);
  private static final int PARTITIONS = 3;
  private static final byte[] KEY = {0, -1};

  /** Of so many messages one has ten megabytes. */
  private static final int HUGE_EVERY = Math.max(5_000, MESSAGES / 20);

  private static final long ARRIVED = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  private final EndToEndFixture shop;

  HostileMessagesIT(EndToEndFixture shop) {
    this.shop = shop;
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyMessageIsAccountedForOnce() throws Exception {
    LOG.info("{} messages, seed {}", MESSAGES, SEED);
    double good = perSecond("polite", HostileMessagesIT::good);
    Random random = new Random(SEED);
    double hostile = perSecond("hostile", number -> hostile(number, random));
    LOG.info("good {} messages/s, hostile {} messages/s", (long) good, (long) hostile);
  }

  /** Runs the job over such messages, start and stop included. */
  private double perSecond(String name, LongFunction<byte[]> values) throws Exception {
    EndToEndWorkspace workspace = shop.site(name);
    String topic = workspace.pipeline().stream("activity").topic();
    try (TopicAdmin topics = new TopicAdmin(shop.bootstrapServers())) {
      topics.create(topic, PARTITIONS, Map.of("max.message.bytes", "20000000"));
      workspace.createTopics();
    }
    send(topic, values);
    long begin = System.nanoTime();
    workspace.run("ingest", "--until-caught-up");
    double seconds = (System.nanoTime() - begin) / 1e9;
    requireAll(workspace);
    return MESSAGES / seconds;
  }

  private void send(String topic, LongFunction<byte[]> values) {
    Map<String, String> client =
        Map.of("bootstrap.servers", shop.bootstrapServers(), "max.request.size", "20000000");
    try (RateLimitedProducer producing =
        new RateLimitedProducer(client, 0, SendProgressListener.NONE)) {
      producing.send(
          LongStream.range(0, MESSAGES)
              .mapToObj(
                  n -> new ProducerRecord<>(topic, partition(n), ARRIVED, KEY, values.apply(n)))
              .iterator());
    }
  }

  private static int partition(long number) {
    return (int) (number % PARTITIONS);
  }

  private static byte[] good(long number) {
    return HostileMessageKind.event(
        number, HostileMessageKind.GOOD_TIME, String.valueOf(number % 500), "\"view\"");
  }

  private static byte[] hostile(long number, Random random) {
    if (number % HUGE_EVERY == HUGE_EVERY - 1) {
      return HostileMessageKind.huge();
    }
    HostileMessageKind[] kinds = HostileMessageKind.values();
    return kinds[random.nextInt(kinds.length)].message(number, random);
  }

  private static void requireAll(EndToEndWorkspace workspace) throws Exception {
    List<MessageCoordinates> all =
        new ArrayList<>(MessageCoordinates.in(workspace.table("activity")));
    int accepted = all.size();
    all.addAll(MessageCoordinates.in(workspace.table("rejects")));
    LOG.info("{} accepted, {} rejected", accepted, all.size() - accepted);
    assertThat(all).hasSize(MESSAGES);
    assertThat(new HashSet<>(all)).hasSize(MESSAGES);
  }
}
