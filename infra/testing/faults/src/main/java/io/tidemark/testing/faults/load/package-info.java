/**
 * Load of a shop and its bookkeeping: {@link ShopLoad} sends the messages of {@link
 * ShopMessageGenerator}, {@link BusyPartitioner} spares one partition of each topic, {@link
 * MessageOffsets} notes what Kafka has acknowledged, and {@link TopicMessages} reads what it has.
 */
package io.tidemark.testing.faults.load;
