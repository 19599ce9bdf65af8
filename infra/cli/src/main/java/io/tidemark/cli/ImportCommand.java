package io.tidemark.cli;

import io.tidemark.backfill.imports.ImportJob;
import io.tidemark.backfill.imports.ImportResult;
import io.tidemark.backfill.imports.ImportSettings;
import io.tidemark.cli.options.PipelineOptions;
import io.tidemark.cli.options.RunIdGenerator;
import io.tidemark.cli.report.ByteSizeFormatter;
import io.tidemark.cli.report.ImportPrinter;
import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.pipeline.Workspace;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark import}: adds the records of files to an event table, by {@link ImportJob}. */
@Command(
    name = "import",
    header = "Adds the records of files to an event table, each file once.",
    description = {
      "Adds the records of files to the event table of a stream: Parquet, Avro, JSON lines, CSV, from a disk,",
      "HDFS or S3. How they become events, the pipeline file says under imports; they are held to what the",
      "stream asks of every message, and what does not fit goes to the rejects. Each file is imported once:",
      "the same again goes on where it was. Then backfill makes features of them. Exit code 1 if a file could",
      "not be read, or not one record became an event."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

  @Mixin private PipelineOptions options;

  @Parameters(
      index = "1",
      paramLabel = "IMPORT",
      description = "Name of the import in the pipeline file.")
  private String name;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "LOCATION",
      description = {
        "Files, or folders with all files below them, except those whose names begin with _ or . :",
        "/data/orders/, hdfs://namenode:8020/orders/, s3://lake/orders/2019.parquet"
      })
  private List<String> locations;

  @Option(
      names = "--commit-every",
      paramLabel = "SIZE",
      converter = ByteSizeFormatter.Size.class,
      defaultValue = "2GB",
      description = {
        "Commit when so much was read (default: ${DEFAULT-VALUE}). A run that dies reads that much again, at",
        "most; less makes more and smaller files in the table."
      })
  private long batchBytes;

  @Option(
      names = "--at-once",
      description =
          "Commit all files together, or none if one cannot be read (default: the others).")
  private boolean atOnce;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Workspace workspace = options.workspace();
    Pipeline pipeline = workspace.pipeline();
    ImportDefinition definition =
        pipeline.findImport(name).orElseThrow(() -> noSuchImport(pipeline));
    PrintWriter out = spec.commandLine().getOut();
    ImportPrinter text = new ImportPrinter(out, options.again());
    ImportResult result =
        new ImportJob(workspace, new ImportSettings(batchBytes, atOnce), text)
            .run(definition, locations, RunIdGenerator.next("import"));
    text.print(pipeline, definition, result);
    return result.unreadable().isEmpty() && !result.allRejected()
        ? 0
        : CommandExceptionHandler.BROKEN;
  }

  private UserException noSuchImport(Pipeline pipeline) {
    List<String> names =
        pipeline.streams().stream()
            .flatMap(s -> s.imports().stream())
            .map(ImportDefinition::name)
            .toList();
    return new UserException(
        options.pipelineFile().toString(),
        "pipeline " + pipeline.name() + " has no import " + name,
        names.isEmpty()
            ? "a stream says under imports how files become its events; none does"
            : "the imports are " + String.join(", ", names),
        names.isEmpty() ? "imports: { " + name + ": { format: parquet } }" : names.get(0));
  }
}
