package io.tidemark.cli;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableView;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.iceberg.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark show}: the tables of a pipeline, or what is in one. */
@Command(
    name = "show",
    description =
        "Lists the pipeline's tables; or prints the columns, snapshots and some rows of one.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;

  @Parameters(index = "1", arity = "0..1", paramLabel = "TABLE", description = "One table.")
  private String table;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Rows to print (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int limit;

  @Option(
      names = "--where",
      paramLabel = "COLUMN=VALUE",
      description = "Only rows with that value; may be repeated.")
  private Map<String, String> where = Map.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Pipeline pipeline = options.pipeline();
    Environment environment = options.environment();
    PrintWriter out = spec.commandLine().getOut();
    try (Lake lake = Lake.open(environment, environment.namespaceOf(pipeline))) {
      if (table == null) {
        list(out, lake);
      } else {
        show(out, lake.table(table));
      }
    }
    return 0;
  }

  private static void list(PrintWriter out, Lake lake) {
    TextTable tables = new TextTable("table", "rows", "location");
    for (String name : lake.tables()) {
      Table one = lake.table(name);
      tables.add(name, "%,d".formatted(TableView.countRows(one)), one.location());
    }
    tables.print(out);
  }

  private void show(PrintWriter out, Table one) {
    out.printf("%s: %,d rows in %s%n", one.name(), TableView.countRows(one), one.location());
    print(out, "Columns", TableView.columns(one));
    print(out, "Snapshots", TableView.snapshots(one));
    print(out, "Partitions", TableView.partitions(one));
    print(out, "Rows", TableView.rows(one, limit, where));
  }

  private static void print(PrintWriter out, String title, TableView view) {
    out.println();
    out.println(title);
    TextTable text = new TextTable(view.header());
    view.rows().forEach(text::add);
    text.print(out);
  }
}
