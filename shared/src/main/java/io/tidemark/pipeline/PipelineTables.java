package io.tidemark.pipeline;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.event.GapLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.lake.live.ProgressRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the Iceberg tables of a pipeline with their layouts: those of {@link EventLayout}, {@link
 * FeatureLayout} and the pipeline's records of rejects, gaps, progress and late events.
 */
public final class PipelineTables {

  private PipelineTables() {}

  /** All of them: events by stream, rejects, gaps, features by set, progress, late ledger. */
  public static List<TableLayout> of(Pipeline pipeline) {
    List<TableLayout> tables = new ArrayList<>();
    pipeline.streams().forEach(s -> tables.add(events(pipeline, s)));
    tables.add(RejectLayout.table());
    tables.add(GapLayout.table());
    pipeline.featureSets().forEach(s -> tables.add(new FeatureLayout(pipeline, s).table()));
    tables.add(ProgressRecord.LAYOUT);
    tables.add(LateLedger.LAYOUT);
    return tables;
  }

  /** The tables that a live job writes: without feature sets, neither progress nor late ledger. */
  public static List<TableLayout> written(Pipeline pipeline) {
    List<TableLayout> tables = new ArrayList<>(of(pipeline));
    if (pipeline.featureSets().isEmpty()) {
      tables.removeAll(List.of(ProgressRecord.LAYOUT, LateLedger.LAYOUT));
    }
    return tables;
  }

  /**
   * The event table of a stream, sorted as most are read: by the entity of the first set that reads
   * it, then by time.
   */
  public static TableLayout events(Pipeline pipeline, StreamDefinition stream) {
    List<String> order = new ArrayList<>();
    pipeline.featureSets().stream()
        .flatMap(set -> set.inputs().stream())
        .filter(input -> input.stream().equals(stream.name()))
        .findFirst()
        .ifPresent(input -> order.addAll(input.entityColumns()));
    order.add(EventLayout.EVENT_TIME);
    return new EventLayout(stream).table().sortedBy(order.stream().distinct().toList());
  }
}
