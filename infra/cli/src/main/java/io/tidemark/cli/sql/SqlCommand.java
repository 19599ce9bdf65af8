package io.tidemark.cli.sql;

import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark sql}: prints the rows of a query over the tables of a pipeline, by {@link
 * SqlSession}.
 */
@Command(
    name = "sql",
    header = "Runs a query of Flink SQL over the tables, in this process.",
    description = {
      "Runs a query of Flink SQL over the pipeline's tables, and prints its rows. It only reads.",
      "Times are in UTC. SHOW TABLES and DESCRIBE TABLE say what there is.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tidemark sql shop.yaml \"SELECT kind, COUNT(*) AS n FROM activity GROUP BY kind\"",
      "  tidemark sql shop.yaml \"DESCRIBE activity\"",
      "  tidemark sql shop.yaml --format csv --limit 0 \"SELECT * FROM activity\" > activity.csv"
    },
    mixinStandardHelpOptions = true)
public final class SqlCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;

  @Parameters(index = "1", paramLabel = "QUERY", description = "One statement, in quotes.")
  private String query;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); JSON is a row a line.",
      defaultValue = "TABLE")
  private SqlOutputFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Rows to print at most, 0 for all (default: ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private long limit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = options.workspace();
    PrintWriter out = spec.commandLine().getOut();
    try (SqlSession session = SqlSession.open(workspace);
        SqlResult rows = session.run(query)) {
      boolean more = rows.print(format, limit == 0 ? Long.MAX_VALUE : limit, out);
      if (more) {
        spec.commandLine()
            .getErr()
            .printf("There are more rows than %,d: --limit 0 prints all.%n", limit);
      }
    }
    return 0;
  }
}
