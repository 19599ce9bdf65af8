package io.tidemark.lake.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Last checkpoints of a job that were handed to one table's sink, committed or put off. From the
 * third on it follows which checkpoint all tables of the job have; {@link LiveTable} puts that into
 * the summary of its commits, for {@link CommonCheckpoint}.
 *
 * @param newestFirst as many as tell
 */
record SeenCheckpoints(List<LiveCommit> newestFirst) {

  /** Summary property of a commit: that checkpoint all tables of the job have. */
  static final String ALL_HAVE = "tidemark.all-have-checkpoint";

  static final SeenCheckpoints NONE = new SeenCheckpoints(List.of());

  /** Whether it is of another job than those. */
  boolean isFirst(LiveCommit next) {
    return newestFirst.isEmpty() || !newestFirst.get(0).jobId().equals(next.jobId());
  }

  /** With the next one. */
  SeenCheckpoints and(LiveCommit next) {
    List<LiveCommit> seen = new ArrayList<>(List.of(next));
    if (!isFirst(next)) {
      seen.addAll(
          newestFirst.subList(0, Math.min(newestFirst.size(), CommonCheckpoint.COMMITS_APART)));
    }
    return new SeenCheckpoints(List.copyOf(seen));
  }

  /** A job commits a checkpoint to all of its tables before its next but one. */
  OptionalLong allHave() {
    return newestFirst.size() > CommonCheckpoint.COMMITS_APART
        ? OptionalLong.of(newestFirst.get(CommonCheckpoint.COMMITS_APART).checkpoint())
        : OptionalLong.empty();
  }

  /** What a commit's summary says. */
  static OptionalLong allHave(Map<String, String> summary) {
    String said = summary.get(ALL_HAVE);
    return said == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(said));
  }
}
