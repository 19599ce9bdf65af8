package io.tidemark.lake;

import io.tidemark.definition.compat.DefinitionFingerprint;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Types;

/**
 * Derives the fingerprint of a feature table that states none, from before tables had one: the
 * layout's, with the types of the columns that the table really has. {@link FeatureTableEvolution}
 * compares with it.
 */
final class AdoptedFingerprint {

  private static final String TYPE = "type";

  /** Columns of rows that events have asked for; no feature is called so. */
  private static final Set<String> OF_EVENTS = Set.of("event_id", "event_stream");

  private AdoptedFingerprint() {}

  static FeatureSetFingerprint of(TableLayout layout, Table table) {
    FeatureSetFingerprint definition = layout.definition().orElseThrow();
    Set<String> identity = new TreeSet<>(OF_EVENTS);
    layout.columns().forEach(c -> identity.add(c.name()));
    identity.removeAll(definition.features().keySet());
    Schema wanted = IcebergSchemaConverter.schema(layout);
    SortedMap<String, DefinitionFingerprint> features = new TreeMap<>();
    for (Types.NestedField field : table.schema().columns()) {
      if (!identity.contains(field.name())) {
        DefinitionFingerprint fingerprint = definition.features().get(field.name());
        features.put(field.name(), fingerprint(field, wanted.findField(field.name()), fingerprint));
      }
    }
    return new FeatureSetFingerprint(definition.set(), features);
  }

  private static DefinitionFingerprint fingerprint(
      Types.NestedField field, Types.NestedField wanted, DefinitionFingerprint fingerprint) {
    if (wanted != null && IcebergSchemaConverter.same(field.type(), wanted.type())) {
      return fingerprint;
    }
    String type = FlinkSchemaUtil.convert(field.type()).copy(field.isOptional()).asSummaryString();
    return (fingerprint == null ? new DefinitionFingerprint(new TreeMap<>()) : fingerprint)
        .with(TYPE, type);
  }
}
