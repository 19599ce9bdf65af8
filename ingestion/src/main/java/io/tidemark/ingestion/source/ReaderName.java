package io.tidemark.ingestion.source;

import java.io.Serializable;

/**
 * Names of a source's readers, by subtask; keys of {@link OffsetGapRegistry}.
 *
 * @param source id of the source, unique in the process, also among the sources of other jobs
 * @param clientPrefix prefix of its consumers' client ids, to which Flink adds the subtask
 */
record ReaderName(String source, String clientPrefix) implements Serializable {

  String of(int subtask) {
    return GapTrackingInterceptor.reader(source, clientPrefix + "-" + subtask);
  }
}
