package io.tidemark.lake;

import io.tidemark.definition.Partitioning;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.expressions.Expressions;

/**
 * How rows are laid out in files: partitions and sort order, of files that are written from now.
 */
final class FileOrder {

  private FileOrder() {}

  /** What is different, a line each. */
  static List<String> lines(Table table, TableLayout layout, Schema wanted) {
    List<String> lines = new ArrayList<>();
    String has = IcebergSchemas.describe(table.spec(), table.schema());
    String wants = IcebergSchemas.describe(IcebergSchemas.spec(layout, wanted), wanted);
    if (!has.equals(wants)) {
      lines.add("partitions of new files: were " + has + ", are " + wants);
    }
    if (!order(table.sortOrder(), table.schema()).equals(layout.order())) {
      lines.add("order of rows in sorted files: by " + String.join(", ", layout.order()));
    }
    return lines;
  }

  private static List<String> order(SortOrder order, Schema schema) {
    return order.fields().stream().map(f -> schema.findColumnName(f.sourceId())).toList();
  }

  /** Changes what is different, after the columns. */
  static void commit(Transaction transaction, TableLayout layout) {
    Table table = transaction.table();
    Schema wanted = IcebergSchemas.schema(layout);
    String has = IcebergSchemas.describe(table.spec(), table.schema());
    if (!has.equals(IcebergSchemas.describe(IcebergSchemas.spec(layout, wanted), wanted))) {
      partition(transaction.updateSpec(), table, layout);
    }
    if (!order(table.sortOrder(), table.schema()).equals(layout.order())) {
      ReplaceSortOrder order = transaction.replaceSortOrder();
      layout.order().forEach(order::asc);
      order.commit();
    }
  }

  private static void partition(UpdatePartitionSpec spec, Table table, TableLayout layout) {
    table.spec().fields().stream().map(PartitionField::name).forEach(spec::removeField);
    if (layout.partitioning() == Partitioning.DAYS) {
      spec.addField(Expressions.day(layout.partitionColumn()));
    } else if (layout.partitioning() == Partitioning.HOURS) {
      spec.addField(Expressions.hour(layout.partitionColumn()));
    }
    spec.commit();
  }
}
