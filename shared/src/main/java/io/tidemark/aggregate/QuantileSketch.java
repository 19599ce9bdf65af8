package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * A DDSketch with a count for each bucket of {@link LogBucketMapping}: QUANTILE. Buckets are never
 * collapsed into others, so that values can be subtracted again. They are stored in pages, for
 * those in use lie close together.
 */
final class QuantileSketch implements AggregateState.Invertible<QuantileSketch> {

  private static final int PAGE_BITS = 5;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  private static final class Page {
    final int number;
    final long[] counts = new long[PAGE_SIZE];
    long total;

    Page(int number) {
      this.number = number;
    }
  }

  private Page[] pages = new Page[1]; // by number
  private int size;
  private long total;

  @Override
  public void add(Event event, Object value) {
    change(LogBucketMapping.of(((Number) value).doubleValue()), 1);
  }

  @Override
  public void subtract(Event event, Object value) {
    change(LogBucketMapping.of(((Number) value).doubleValue()), -1);
  }

  private void change(int bucket, long by) {
    int place = placeOf(bucket >> PAGE_BITS);
    Page page = pages[place];
    page.counts[bucket & PAGE_SIZE - 1] += by;
    page.total += by;
    total += by;
    if (page.total == 0) {
      remove(place);
    }
  }

  /** Place of the page of that number, which is made if it is missing. */
  private int placeOf(int number) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = from + to >>> 1;
      if (pages[middle].number < number) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    if (from == size || pages[from].number != number) {
      insert(from, new Page(number));
    }
    return from;
  }

  private void insert(int place, Page page) {
    if (size == pages.length) {
      pages = Arrays.copyOf(pages, size * 2);
    }
    System.arraycopy(pages, place, pages, place + 1, size - place);
    pages[place] = page;
    size++;
  }

  private void remove(int place) {
    System.arraycopy(pages, place + 1, pages, place, size - place - 1);
    pages[--size] = null;
  }

  @Override
  public void merge(QuantileSketch other) {
    for (int i = 0; i < other.size; i++) {
      Page from = other.pages[i];
      int place = placeOf(from.number);
      Page to = pages[place];
      for (int j = 0; j < PAGE_SIZE; j++) {
        to.counts[j] += from.counts[j];
      }
      to.total += from.total;
    }
    total += other.total;
  }

  /** The least value that at least that share of the values does not exceed; null of nothing. */
  Double quantile(BigDecimal share) {
    if (total == 0) {
      return null;
    }
    BigDecimal rank = share.multiply(BigDecimal.valueOf(total)).setScale(0, RoundingMode.CEILING);
    return LogBucketMapping.representative(bucketOf(Math.max(1, rank.longValue())));
  }

  private int bucketOf(long rank) {
    long before = 0;
    int place = 0;
    while (before + pages[place].total < rank) {
      before += pages[place++].total;
    }
    int offset = 0;
    before += pages[place].counts[0];
    while (before < rank) {
      before += pages[place].counts[++offset];
    }
    return (pages[place].number << PAGE_BITS) + offset;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, occupied());
    int before = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < PAGE_SIZE; j++) {
        if (pages[i].counts[j] != 0) {
          int bucket = (pages[i].number << PAGE_BITS) + j;
          BinaryCodec.writeSigned(out, bucket - before);
          BinaryCodec.writeUnsigned(out, pages[i].counts[j]);
          before = bucket;
        }
      }
    }
  }

  private int occupied() {
    int occupied = 0;
    for (int i = 0; i < size; i++) {
      for (long count : pages[i].counts) {
        occupied += count == 0 ? 0 : 1;
      }
    }
    return occupied;
  }

  @Override
  public void read(DataInput in) throws IOException {
    int occupied = BinaryCodec.readSize(in);
    long bucket = 0;
    for (int i = 0; i < occupied; i++) {
      bucket += BinaryCodec.readSigned(in);
      if (Math.abs(bucket) > LogBucketMapping.NAN) {
        throw new IOException("There is no bucket " + bucket + ": damaged state.");
      }
      change((int) bucket, BinaryCodec.readUnsigned(in));
    }
  }
}
