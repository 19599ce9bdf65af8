package io.tidemark.feature;

import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableLayout.LayoutColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * The columns of a feature row: the entity, the time, id and stream of the event that triggered it,
 * then the features in file order. A row at a grid point has neither id nor stream.
 *
 * <p>The columns before the features identify a row. {@link FeatureRowConverter} writes rows in
 * this order, {@link #table} is their Iceberg table.
 */
public final class FeatureLayout {

  public static final String EVENT_TIME = EventLayout.EVENT_TIME;
  public static final String EVENT_ID = "event_id";
  public static final String EVENT_STREAM = "event_stream";

  private static final VarCharType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);

  private final FeatureSet set;
  private final Optional<FeatureSetFingerprint> definition;

  /** The layout of a row, without the fingerprint that a table keeps. */
  public FeatureLayout(FeatureSet set) {
    this(set, Optional.empty());
  }

  /** The layout with the set's fingerprint, which its table keeps: what its rows depend on. */
  public FeatureLayout(Pipeline pipeline, FeatureSet set) {
    this(set, Optional.of(FeatureSetFingerprint.of(pipeline, set)));
  }

  private FeatureLayout(FeatureSet set, Optional<FeatureSetFingerprint> definition) {
    this.set = set;
    this.definition = definition;
  }

  /** The feature table. */
  public TableLayout table() {
    return layout(set.features());
  }

  /** The type of a feature row. */
  public RowType rowType() {
    return table().rowType();
  }

  /** The type of the row before the derived features: the aggregates alone. */
  public RowType aggregateRowType() {
    return layout(set.aggregates()).rowType();
  }

  /** The type of the entity alone. */
  public RowType entityType() {
    return new RowType(
        false, set.entity().stream().map(e -> new RowType.RowField(e.name(), e.type())).toList());
  }

  /** Number of leading columns that identify a row. */
  public int identityArity() {
    return set.entity().size() + (set.trigger().rowsHaveAnEvent() ? 3 : 1);
  }

  /** Position of the event time. */
  public int timeIndex() {
    return set.entity().size();
  }

  /** The set whose rows these are. */
  public FeatureSet set() {
    return set;
  }

  private TableLayout layout(List<? extends Feature> features) {
    List<LayoutColumn> columns = new ArrayList<>();
    set.entity().forEach(e -> columns.add(new LayoutColumn(e.name(), e.type(), "Entity")));
    columns.add(
        new LayoutColumn(
            EVENT_TIME, EventLayout.eventTimeType(), "Moment that the features are of"));
    if (set.trigger().rowsHaveAnEvent()) {
      columns.add(new LayoutColumn(EVENT_ID, STRING, "Id of the event that asked for the row"));
      columns.add(new LayoutColumn(EVENT_STREAM, STRING, "Stream of that event"));
    }
    features.forEach(f -> columns.add(new LayoutColumn(f.name(), f.type(), f.doc())));
    return new TableLayout(
        set.name(), set.doc(), columns, set.partitioning(), EVENT_TIME, order(), definition);
  }

  /** By entity, then by time: an entity's history lies together. */
  private List<String> order() {
    List<String> order = new ArrayList<>();
    set.entity().forEach(e -> order.add(e.name()));
    order.add(EVENT_TIME);
    return order;
  }
}
