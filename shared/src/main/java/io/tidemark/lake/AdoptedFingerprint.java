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
 * The definition that a table which does not say it is taken to have: that of the layout, as far as
 * the columns do not show otherwise.
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
        DefinitionFingerprint facts = definition.features().get(field.name());
        features.put(field.name(), facts(field, wanted.findField(field.name()), facts));
      }
    }
    return new FeatureSetFingerprint(definition.set(), features);
  }

  private static DefinitionFingerprint facts(
      Types.NestedField field, Types.NestedField wanted, DefinitionFingerprint facts) {
    if (wanted != null && IcebergSchemaConverter.same(field.type(), wanted.type())) {
      return facts;
    }
    String type = FlinkSchemaUtil.convert(field.type()).copy(field.isOptional()).asSummaryString();
    return (facts == null ? new DefinitionFingerprint(new TreeMap<>()) : facts).with(TYPE, type);
  }
}
