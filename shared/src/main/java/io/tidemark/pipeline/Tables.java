package io.tidemark.pipeline;

import io.tidemark.definition.Pipeline;
import io.tidemark.event.EventLayout;
import io.tidemark.event.GapLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.LateLedger;
import io.tidemark.lake.Progress;
import io.tidemark.lake.TableLayout;
import java.util.ArrayList;
import java.util.List;

/** The tables of a pipeline. */
public final class Tables {

  private Tables() {}

  /** All of them: events by stream, rejects, gaps, features by set, progress, late ledger. */
  public static List<TableLayout> of(Pipeline pipeline) {
    List<TableLayout> tables = new ArrayList<>();
    pipeline.streams().forEach(s -> tables.add(new EventLayout(s).table()));
    tables.add(RejectLayout.table());
    tables.add(GapLayout.table());
    pipeline.featureSets().forEach(s -> tables.add(new FeatureLayout(pipeline, s).table()));
    tables.add(Progress.LAYOUT);
    tables.add(LateLedger.LAYOUT);
    return tables;
  }
}
