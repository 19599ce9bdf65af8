package io.tidemark.event.decoder;

import java.io.Serializable;

/**
 * Tracks whether a stream's partitions have been read to their ends, for {@link
 * EventWatermarkGenerator}. Where no message comes, there is none, or it cannot be read now; a
 * watermark that did not wait for that one would make it late.
 */
public interface PartitionEndTracker extends Serializable {

  /** Tracker for readers that have nothing to wait for. */
  PartitionEndTracker REACHED =
      new PartitionEndTracker() {
        private static final long serialVersionUID = 1L;

        @Override
        public void heardOf(int partition) {}

        @Override
        public void forget(int partition) {}

        @Override
        public boolean isReached(int partition, long read) {
          return true;
        }

        @Override
        public boolean areReachedBySilent() {
          return true;
        }
      };

  /** Notes that a message of the partition has come. */
  void heardOf(int partition);

  /**
   * Notes that events come again of a partition that was asked for: what was known of it is of no
   * use.
   */
  void forget(int partition);

  /**
   * Whether all that the partition holds has been read, if that is known; asked now and then.
   *
   * @param read offset of the last message that has come
   */
  boolean isReached(int partition, long read);

  /** The same of each partition that the reader has, and of which no message has come yet. */
  boolean areReachedBySilent();
}
