package io.tidemark.backfill.imports;

import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.file.ImportFile;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.publish.ImportedFile;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagingWriter;
import io.tidemark.pipeline.FileEventSource;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.PipelineGraph;
import io.tidemark.pipeline.PipelineSinks;
import io.tidemark.pipeline.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Either;
import org.apache.flink.util.CloseableIterator;
import org.apache.iceberg.io.FileIO;

/**
 * Reads files and writes their events and rejects, sorted, to {@link StagedFile}s: one BATCH job a
 * batch, with the graph of the live job and {@link FileEventSource} in front. Records read, records
 * counted and records in the files must be one number. {@link ImportRunner} commits.
 */
final class StagingJob {

  private final Workspace workspace;
  private final Lake lake;
  private final FileIO io;
  private final ImportDefinition definition;
  private final String runId;
  private final ReadProgressTracker reading;

  StagingJob(
      Workspace workspace,
      Lake lake,
      FileIO io,
      ImportDefinition definition,
      String runId,
      ReadProgressTracker reading) {
    this.workspace = workspace;
    this.lake = lake;
    this.io = io;
    this.definition = definition;
    this.runId = runId;
    this.reading = reading;
  }

  /**
   * Leaves nothing behind if it fails.
   *
   * @throws io.tidemark.event.file.UnreadableFileException somewhere among the causes, if a file is
   */
  StagingResult run(List<ImportFile> files) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings());
    CloseableIterator<Either<StagedFile, StagedFile>> result = build(env, files).collectAsync();
    JobClient job = env.executeAsync();
    List<StagedFile> events = new ArrayList<>();
    List<StagedFile> rejects = new ArrayList<>();
    try (result;
        AutoCloseable watch = reading.watch(job)) {
      result.forEachRemaining(
          one -> {
            if (one.isLeft()) {
              events.add(one.left());
            } else {
              rejects.add(one.right());
            }
          });
    }
    JobExecutionResult end = job.getJobExecutionResult().get();
    StagingResult staged =
        new StagingResult(counted(files, end), events, rejects, RejectReasonCounter.counts(end));
    requireWhole(staged, end.<Long>getAccumulatorResult(FileEventSource.ROWS_READ));
    reading.add(end);
    return staged;
  }

  private Configuration settings() {
    Configuration settings = JobSettings.batch(workspace.environment());
    settings.set(PipelineOptions.NAME, "tidemark import " + definition.name());
    settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2)); // for progress
    return settings;
  }

  private DataStream<Either<StagedFile, StagedFile>> build(
      StreamExecutionEnvironment env, List<ImportFile> files) {
    Pipeline pipeline = workspace.pipeline();
    Staging sinks = new Staging();
    new PipelineGraph(env, pipeline, new FileEventSource(pipeline, definition, io, files), sinks)
        .build(List.of(pipeline.stream(definition.stream())), List.of());
    return sinks.events.union(sinks.rejects);
  }

  private List<ImportedFile> counted(List<ImportFile> files, JobExecutionResult end) {
    Map<Integer, Long> events = FileRowCounter.counts(end, StagedFileMapper.EVENTS);
    Map<Integer, Long> rejects = FileRowCounter.counts(end, StagedFileMapper.REJECTS);
    return files.stream()
        .map(
            file ->
                new ImportedFile(
                    runId,
                    definition.name(),
                    definition.stream(),
                    file.location(),
                    file.bytes(),
                    file.modified(),
                    file.arrived(),
                    file.number(),
                    events.getOrDefault(file.number(), 0L),
                    rejects.getOrDefault(file.number(), 0L)))
        .toList();
  }

  private static void requireWhole(StagingResult staged, long rowsRead) {
    long written = rows(staged.events()) + rows(staged.rejects());
    if (staged.rows() != rowsRead || written != rowsRead) {
      throw new IllegalStateException(
          "%d records were read, %d became events or rejects, and the staged files hold %d"
              .formatted(rowsRead, staged.rows(), written));
    }
  }

  private static long rows(List<StagedFile> files) {
    return files.stream().mapToLong(f -> f.dataFile().recordCount()).sum();
  }

  /** Stages what the graph hands over. */
  private final class Staging implements PipelineSinks {

    private DataStream<Either<StagedFile, StagedFile>> events;
    private DataStream<Either<StagedFile, StagedFile>> rejects;

    @Override
    public void events(EventLayout layout, DataStream<RowData> rows) {
      events = staged(layout.table(), EventLayout.EVENT_TIME, rows, StagedFileMapper.EVENTS);
    }

    @Override
    public void rejects(DataStream<RowData> rows) {
      DataStream<RowData> counted = RejectReasonCounter.attach(rows);
      rejects =
          staged(
              RejectLayout.table(), EventLayout.KAFKA_TIMESTAMP, counted, StagedFileMapper.REJECTS);
    }

    private DataStream<Either<StagedFile, StagedFile>> staged(
        TableLayout layout, String timeColumn, DataStream<RowData> rows, String what) {
      DataStream<RowData> counted = FileRowCounter.attach(rows, layout, what);
      DataStream<StagedFile> files =
          new StagingWriter(layout, timeColumn, what).stage(lake.table(layout.name()), counted);
      return StagedFileMapper.attach(files, what);
    }
  }
}
