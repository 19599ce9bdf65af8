package io.tidemark.lake;

import io.tidemark.definition.TimePartitioning;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.expressions.Expressions;

/**
 * Compares and changes the partition spec and the sort order of a table, which hold for files
 * written from then on. {@link EventTableEvolution} and {@link RedefinitionCommitter} use it.
 */
final class FileLayoutUpdate {

  private FileLayoutUpdate() {}

  /** What is different, a line each. */
  static List<String> lines(Table table, TableLayout layout) {
    List<String> lines = new ArrayList<>();
    if (hasOtherPartitions(table, layout)) {
      lines.add(
          "partitions of new files: were " + partitions(table) + ", are " + partitions(layout));
    }
    if (hasOtherOrder(table, layout)) {
      lines.add("order of rows in sorted files: by " + String.join(", ", layout.order()));
    }
    return lines;
  }

  /** Changes what is different, after the columns. */
  static void commit(Transaction transaction, TableLayout layout) {
    Table table = transaction.table();
    if (hasOtherPartitions(table, layout)) {
      partition(transaction.updateSpec(), table, layout);
    }
    if (hasOtherOrder(table, layout)) {
      sort(transaction.replaceSortOrder(), layout);
    }
  }

  /** Gives a table the layout's order. */
  static void sort(ReplaceSortOrder order, TableLayout layout) {
    layout.order().forEach(order::asc);
    order.commit();
  }

  private static boolean hasOtherPartitions(Table table, TableLayout layout) {
    return !partitions(table).equals(partitions(layout));
  }

  private static String partitions(Table table) {
    return IcebergSchemaConverter.describe(table.spec(), table.schema());
  }

  private static String partitions(TableLayout layout) {
    Schema wanted = IcebergSchemaConverter.schema(layout);
    return IcebergSchemaConverter.describe(IcebergSchemaConverter.spec(layout, wanted), wanted);
  }

  private static boolean hasOtherOrder(Table table, TableLayout layout) {
    return !table.sortOrder().fields().stream()
        .map(field -> table.schema().findColumnName(field.sourceId()))
        .toList()
        .equals(layout.order());
  }

  private static void partition(UpdatePartitionSpec spec, Table table, TableLayout layout) {
    table.spec().fields().stream().map(PartitionField::name).forEach(spec::removeField);
    if (layout.partitioning() == TimePartitioning.DAYS) {
      spec.addField(Expressions.day(layout.partitionColumn()));
    } else if (layout.partitioning() == TimePartitioning.HOURS) {
      spec.addField(Expressions.hour(layout.partitionColumn()));
    }
    spec.commit();
  }
}
