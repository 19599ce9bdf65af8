package io.tidemark.ingestion.replay;

/** Decision on one reject by {@link ReplayFilter}, counted in {@link ReplayResult}. */
public enum ReplayOutcome {
  /** The present definition accepts it: it is sent. */
  SENT,
  /** Sent by an earlier replay, or for another stream of the same topic. */
  SENT_BEFORE,
  /** The present definition rejects it, too. */
  STILL_REJECTED,
  /** Itself the message of a replay, rejected once more. */
  CAME_BACK,
  /** Its stream is not in the pipeline any more. */
  STREAM_GONE,
  /** Its stream's topic does not take messages of that size any more. */
  TOO_LARGE,
  /** Its stream's topic does not take messages of that date any more. */
  TIME_REFUSED,
  /** A replay that died meant to send it, and Kafka no longer says whether it did. */
  IN_DOUBT
}
