package io.tidemark.event.format;

import io.tidemark.event.RejectedException;
import java.time.Duration;
import org.apache.flink.shaded.guava33.com.google.common.base.Ticker;
import org.apache.flink.shaded.guava33.com.google.common.cache.Cache;
import org.apache.flink.shaded.guava33.com.google.common.cache.CacheBuilder;

/**
 * Cache of the ids of schemas that the registry does not have, or that cannot be used. They are
 * remembered for {@link #REMEMBERED}, so that a producer of such messages does not cost a request
 * each; no longer, since what the registry does not have yet, it may have later. See {@link
 * ConfluentAvroFormat}.
 */
final class RefusedSchemaCache {

  static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int MOST = 10_000;

  private final Cache<Integer, RejectedException> refused;

  RefusedSchemaCache(Ticker ticker) {
    this.refused =
        CacheBuilder.newBuilder()
            .ticker(ticker)
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST)
            .build();
  }

  /** Throws the reject of before, if that is not long ago. */
  void check(int id) throws RejectedException {
    RejectedException known = refused.getIfPresent(id);
    if (known != null) {
      throw known;
    }
  }

  void add(int id, RejectedException why) {
    refused.put(id, why);
  }
}
