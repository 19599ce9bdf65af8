package io.tidemark.ingestion;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ids of the transactions in which a job sends at least once. */
final class LiveTransactions {

  private LiveTransactions() {}

  /**
   * The id of one writer, in every run.
   *
   * @param prefix the sink's
   */
  static String id(String prefix, int subtask) {
    return prefix + "-live-" + subtask;
  }

  /** All ids of sinks with those prefixes, whatever the parallelism of the run. */
  static Pattern ids(List<String> prefixes) {
    return Pattern.compile(
        prefixes.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")-live-\\d+")));
  }
}
