package io.tidemark.testing.faults.load;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/**
 * Partitions by the key among all partitions but the first, which only faults write to; used by
 * {@link ShopLoad#sparingOne}.
 */
public final class BusyPartitioner implements Partitioner {

  /** Of every topic: what is written to it is the last for long. */
  public static final int QUIET = 0;

  @Override
  public int partition(
      String topic, Object key, byte[] bytes, Object value, byte[] valueBytes, Cluster cluster) {
    int busy = cluster.partitionCountForTopic(topic) - 1;
    return QUIET + 1 + (bytes == null ? 0 : Utils.toPositive(Utils.murmur2(bytes)) % busy);
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // there are none
  }

  @Override
  public void close() {
    // holds nothing
  }
}
