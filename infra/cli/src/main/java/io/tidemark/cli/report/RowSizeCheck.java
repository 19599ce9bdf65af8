package io.tidemark.cli.report;

import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Warns of features that may make a row larger than its topic takes; part of {@code validate}. */
public final class RowSizeCheck {

  private RowSizeCheck() {}

  /** A warning; nothing where rows stay small, or go to no topic. */
  public static Optional<String> warning(FeatureSet set) {
    String growing =
        set.features().stream()
            .filter(feature -> grows(feature.type()))
            .map(Feature::name)
            .collect(Collectors.joining(", "));
    return set.topic()
        .filter(topic -> !growing.isEmpty())
        .map(
            topic ->
                ("Warning: with %s a row may have more bytes than topic %s takes (max.message.bytes, 1 MB unless"
                        + " it says otherwise). Such a row goes there without its features; the table has it.")
                    .formatted(growing, topic));
  }

  /** Several texts of any length, or as many entries as there are values. */
  private static boolean grows(LogicalType type) {
    return type.is(LogicalTypeRoot.MAP)
        || type.is(LogicalTypeRoot.ARRAY)
            && type.getChildren().stream().anyMatch(RowSizeCheck::isText);
  }

  private static boolean isText(LogicalType type) {
    return type.isAnyOf(LogicalTypeFamily.CHARACTER_STRING, LogicalTypeFamily.BINARY_STRING)
        || type.getChildren().stream().anyMatch(RowSizeCheck::isText);
  }
}
