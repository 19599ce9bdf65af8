package io.tidemark.ingestion.source;

import java.io.Serializable;

/**
 * What the readers of a source are called, by subtask.
 *
 * @param source names the source; no other of the process has it, be it of another job
 * @param clientPrefix prefix of its consumers' client ids, to which Flink adds the subtask
 */
record ReaderName(String source, String clientPrefix) implements Serializable {

  String of(int subtask) {
    return GapTrackingInterceptor.reader(source, clientPrefix + "-" + subtask);
  }
}
