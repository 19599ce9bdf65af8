package io.tidemark.backfill;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.live.SealedRange;
import java.time.Instant;

/**
 * Refuses ranges that the live job may still write to, by {@link SealedRange}: the live job's rows
 * could land behind those of a backfill and be there twice.
 */
final class SealedCheck {

  private SealedCheck() {}

  /**
   * @throws UserException if the range is not sealed
   */
  static void require(Lake lake, FeatureSet set, TimeRange range) {
    SealedRange sealed = SealedRange.of(lake, set);
    if (!sealed.covers(range)) {
      throw new UserException(
          "range " + range,
          "it is not sealed: " + describe(sealed),
          "the live job must have passed the end of the range in a committed checkpoint",
          sealed instanceof SealedRange.UpTo upTo && upTo.watermark() > Long.MIN_VALUE
              ? "--to " + Instant.ofEpochMilli(upTo.watermark() + 1) + " or earlier, or wait"
              : "wait for the live job's next checkpoint");
    }
  }

  /** First moment, epoch milliseconds, that is not sealed; {@link Long#MAX_VALUE} if all is. */
  static long end(Lake lake, FeatureSet set) {
    SealedRange sealed = SealedRange.of(lake, set);
    if (sealed instanceof SealedRange.UpTo upTo) {
      return upTo.watermark() == Long.MAX_VALUE ? Long.MAX_VALUE : upTo.watermark() + 1;
    }
    return sealed instanceof SealedRange.NeverLive ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  private static String describe(SealedRange sealed) {
    return sealed instanceof SealedRange.UpTo upTo && upTo.watermark() > Long.MIN_VALUE
        ? "the live job " + upTo.jobId() + " is at " + Instant.ofEpochMilli(upTo.watermark())
        : "the live job has not reported yet how far it is";
  }
}
