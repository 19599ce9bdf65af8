package io.tidemark.cli;

import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.report.TextTablePrinter;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.SealedRange;
import io.tidemark.lake.read.RowQuery;
import io.tidemark.lake.read.TableReport;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark show}: prints the tables of a pipeline, or the contents of one as {@link
 * TableReport}s.
 */
@Command(
    name = "show",
    header = "Lists the tables and how far they are complete, or prints parts of one.",
    description =
        "Lists the pipeline's tables, and how far the live job has come with those of features; or"
            + " prints the columns, snapshots and some rows of one table.",
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

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Only these columns of the rows.")
  private List<String> columns = List.of();

  @Option(
      names = "--newest",
      description =
          "The rows with the greatest event time, rejects by when they came; newest first.")
  private boolean newest;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "One part alone: ${COMPLETION-CANDIDATES}.")
  private Part only;

  @Spec private CommandSpec spec;

  /** Parts of a table that can be shown. */
  enum Part {
    COUNT,
    COLUMNS,
    SNAPSHOTS,
    PARTITIONS,
    ROWS
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    PrintWriter out = spec.commandLine().getOut();
    try (Lake lake = workspace.openLake()) {
      if (table == null) {
        list(out, lake, workspace.pipeline());
      } else {
        show(out, lake.table(table));
      }
    }
    return 0;
  }

  private static void list(PrintWriter out, Lake lake, Pipeline pipeline) {
    Map<String, FeatureSet> sets =
        pipeline.featureSets().stream().collect(Collectors.toMap(FeatureSet::name, s -> s));
    TextTablePrinter tables = new TextTablePrinter("table", "rows", "complete up to", "location");
    for (String name : lake.tables()) {
      Table one = lake.table(name);
      String complete = sets.containsKey(name) ? completeUpTo(lake, sets.get(name)) : "";
      tables.add(name, "%,d".formatted(TableReport.countRows(one)), complete, one.location());
    }
    tables.print(out);
  }

  private static String completeUpTo(Lake lake, FeatureSet set) {
    if (!(SealedRange.of(lake, set) instanceof SealedRange.UpTo upTo)) {
      return "not known";
    }
    long watermark = upTo.watermark();
    return watermark == Long.MAX_VALUE
        ? "the input's end"
        : watermark == Long.MIN_VALUE ? "nothing yet" : Instant.ofEpochMilli(watermark).toString();
  }

  private void show(PrintWriter out, Table one) {
    if (only == Part.COUNT) {
      out.printf("%,d%n", TableReport.countRows(one));
    } else if (only != null) {
      print(out, view(one, only));
    } else {
      out.printf("%s: %,d rows in %s%n", one.name(), TableReport.countRows(one), one.location());
      for (Part part : List.of(Part.COLUMNS, Part.SNAPSHOTS, Part.PARTITIONS, Part.ROWS)) {
        out.printf(
            "%n%s%n", part.name().charAt(0) + part.name().substring(1).toLowerCase(Locale.ROOT));
        print(out, view(one, part));
      }
    }
  }

  private TableReport view(Table one, Part part) {
    return switch (part) {
      case COLUMNS -> TableReport.columns(one);
      case SNAPSHOTS -> TableReport.snapshots(one);
      case PARTITIONS -> TableReport.partitions(one);
      default -> TableReport.rows(one, new RowQuery(columns, where, limit, newest));
    };
  }

  private static void print(PrintWriter out, TableReport view) {
    TextTablePrinter text = new TextTablePrinter(view.header());
    view.rows().forEach(text::add);
    text.print(out);
  }
}
