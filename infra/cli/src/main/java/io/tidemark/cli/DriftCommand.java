package io.tidemark.cli;

import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.report.SuggestedColumns;
import io.tidemark.cli.report.TextTablePrinter;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.ingestion.drift.DriftReport;
import io.tidemark.ingestion.drift.DriftScan;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark drift}: lists the fields that producers send and no column reads, by {@link
 * DriftScan}.
 */
@Command(
    name = "drift",
    header = "Lists the fields that producers send and no column reads.",
    description = {
      "Looks at the newest messages of the streams' topics, and lists the fields that no column reads,",
      "with a column that would. The live job counts such fields in its metric unknownFields."
    },
    mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;

  @Option(names = "--stream", paramLabel = "NAME", description = "One stream (default: all).")
  private String stream;

  @Option(
      names = "--newest",
      paramLabel = "N",
      description = "So many messages of a stream (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  private long newest;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (newest <= 0) {
      throw new ParameterException(spec.commandLine(), "--newest is at least 1");
    }
    Workspace workspace = options.workspace();
    PrintWriter out = spec.commandLine().getOut();
    DriftScan scan = new DriftScan(workspace.environment());
    for (StreamDefinition each : streams(workspace.pipeline())) {
      print(out, each, scan.of(each, newest));
    }
    return 0;
  }

  private List<StreamDefinition> streams(Pipeline pipeline) {
    if (stream == null) {
      return pipeline.streams();
    }
    return pipeline.streams().stream()
        .filter(s -> s.name().equals(stream))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "the pipeline has no stream " + stream + " (--stream)"));
  }

  private static void print(PrintWriter out, StreamDefinition stream, DriftReport drift) {
    out.printf(
        "%s: %,d messages, %s%n",
        stream.name(),
        drift.messages(),
        drift.fields().isEmpty()
            ? "no field that no column reads"
            : "%,d fields that no column reads".formatted(drift.fields().size()));
    if (drift.fields().isEmpty()) {
      return;
    }
    SuggestedColumns columns = new SuggestedColumns(stream);
    TextTablePrinter table =
        new TextTablePrinter("field", "messages", "share", "example", "column");
    for (DriftReport.Field field : drift.fields()) {
      String share = "%.1f%%".formatted(100.0 * field.messages() / drift.messages());
      table.add(
          field.path(),
          "%,d".formatted(field.messages()),
          share,
          field.example(),
          field.type().map(type -> columns.line(field.path(), type)).orElse(""));
    }
    table.print(out);
  }
}
