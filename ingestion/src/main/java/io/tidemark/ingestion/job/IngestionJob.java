package io.tidemark.ingestion.job;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.bootstrap.BootstrapPlan;
import io.tidemark.ingestion.bootstrap.KafkaOffsets;
import io.tidemark.ingestion.bootstrap.StateBootstrapJob;
import io.tidemark.ingestion.checkpoint.BootstrapStateLocation;
import io.tidemark.ingestion.checkpoint.MaxParallelismSettings;
import io.tidemark.ingestion.checkpoint.RestorePointStore;
import io.tidemark.ingestion.checkpoint.StaleCheckpointCleaner;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.KafkaLogClient;
import io.tidemark.ingestion.kafka.TransactionFence;
import io.tidemark.ingestion.sink.LiveSinks;
import io.tidemark.ingestion.source.KafkaEventSource;
import io.tidemark.ingestion.source.SourceStartupOptions;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.live.LatestLiveCheckpoint;
import io.tidemark.lake.live.RollBackAction;
import io.tidemark.lake.live.WriterLease;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.PipelineGraph;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.pipeline.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.client.deployment.executors.LocalExecutor;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.TopicPartition;

/**
 * Entry point of the live job of one pipeline: checks and prepares what it needs, takes the tables
 * over, builds the graph and submits it.
 *
 * <pre>{@code
 * LiveJob job = new IngestionJob(workspace).start(Optional.empty());
 * job.awaitCaughtUp(backlog -> System.out.println(backlog.done() + " of " + backlog.total()));
 * String savepoint = job.stop(false);
 * }</pre>
 *
 * <p>The order of a start is: {@link StartupChecks} change nothing before all of them pass; then
 * {@link WriterLease} takes the tables over; only then the newest restore point is chosen, because
 * until then the job before it may still commit. {@link LiveJob} is the running job.
 */
public final class IngestionJob {

  /** Maximum lead of a pipeline's streams and partitions over the slowest, in event time. */
  public static final ConfigOption<Duration> MAX_DRIFT =
      ConfigOptions.key("tidemark.watermark-alignment.max-drift")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "how far, in event time, streams and partitions run ahead of the slowest, and so the"
                  + " state that a backlog builds up; less is slower to catch up");

  private final Workspace workspace;

  public IngestionJob(Workspace workspace) {
    this.workspace = workspace;
    HadoopFileSystemInitializer.open(workspace.environment());
  }

  /**
   * The job, where Flink's high availability has brought it back, or knows that it has ended. It is
   * what it was when it was first started: nothing that the command says now counts.
   */
  public Optional<LiveJob> recovered() throws Exception {
    RecoveryStatus recovery = RecoveryStatus.ofThisProcess();
    return recovery.known()
        ? Optional.of(new LiveJob(workspace, RecoveredGraph.client(), recovery.pointer(), false))
        : Optional.empty();
  }

  /**
   * To be asked before anything is done for the sake of a savepoint that was named.
   *
   * @throws UserException if high availability goes on from elsewhere
   */
  public void requireRestore() throws Exception {
    RecoveryStatus.ofThisProcess().requireRestore();
  }

  /**
   * Starts the job; it goes on from the newest checkpoint of an earlier run if there is one, under
   * high availability from what that points at.
   *
   * @param savepoint where to go on from instead; empty for the newest
   * @throws UserException if something that it needs is missing or unfit; nothing is written then
   */
  public LiveJob start(Optional<String> savepoint) throws Exception {
    try (Lake lake = workspace.openLake();
        KafkaCluster kafka = KafkaCluster.connect(workspace.environment())) {
      Map<String, String> owners = owners(lake);
      Optional<String> given = pointer().or(() -> savepoint.map(restorePoints()::requireStanding));
      Supplier<Optional<String>> point = () -> given.or(() -> newestCheckpoint(lake));
      StartupChecks checks = new StartupChecks(workspace, kafka, lake);
      given.ifPresent(checks::requireReached);
      checks.run(point.get(), MaxParallelismSettings.of(workspace.environment(), point));
      WriterLease run = takeOver(lake, kafka, owners);
      Optional<String> restore = point.get();
      restore.ifPresent(checks::requireReached);
      return launch(lake, run, restore, SourceStartupOptions.beginning());
    }
  }

  /**
   * Holders of the leases, read before Flink is asked whether it has the job: if another JobManager
   * starts it from then on, the tables change hands, and cannot be taken over from these any more.
   */
  private Map<String, String> owners(Lake lake) {
    return WriterLease.owners(lake, tables().toList());
  }

  /**
   * Checkpoint that high availability points at; empty if none.
   *
   * @throws IllegalStateException if another JobManager has started the job since the command began
   */
  private static Optional<String> pointer() throws Exception {
    RecoveryStatus recovery = RecoveryStatus.ofThisProcess();
    if (recovery.known()) {
      throw new IllegalStateException("another JobManager has started this job");
    }
    return recovery.pointer();
  }

  private Optional<String> newestCheckpoint(Lake lake) {
    return restorePoints().newest(LatestLiveCheckpoint.of(lake, tables().toList()));
  }

  private RestorePointStore restorePoints() {
    return new RestorePointStore(workspace.checkpointDirectory());
  }

  /**
   * Fences off a job that may still run; only then is it settled which checkpoint is the newest. So
   * it is done here and not when Flink starts the graph: the other job would commit one more
   * checkpoint between the choice and the fence. A graph that Flink would discard is not built: see
   * {@link RecoveryStatus}. One that it recovers carries the lease that has the tables, and takes
   * over nothing.
   *
   * @param owners from whom alone the tables are taken
   */
  private WriterLease takeOver(Lake lake, KafkaCluster kafka, Map<String, String> owners) {
    WriterLease run = new WriterLease(UUID.randomUUID().toString());
    run.takeOver(lake, tables().toList(), owners);
    fenceTopics(kafka);
    return run;
  }

  /**
   * Fences the topics after the tables: a writer of the other job that opens in between sees that
   * the lease is no longer its own.
   */
  private void fenceTopics(KafkaCluster kafka) {
    Pattern ids = TransactionFence.ids(LiveSinks.transactions(workspace));
    kafka.fence(ids, KafkaClientProperties.properties(workspace.environment()));
  }

  /**
   * Takes back from the tables what live jobs have committed after a checkpoint, so that a job may
   * go on from it.
   *
   * @param savepoint path of the checkpoint or savepoint
   * @return names of the tables that have changed
   * @throws UserException if such rows have been replaced since, see {@link RollBackAction#to}; or
   *     if the environment asks for what no job can do that goes on from there
   */
  public List<String> rollBackTo(String savepoint) {
    RestorePointStore points = restorePoints();
    long checkpoint = RestorePointStore.checkpointId(points.requireStanding(savepoint));
    MaxParallelismSettings.of(workspace.environment(), savepoint).require();
    points.voidAfter(checkpoint);
    try (Lake lake = workspace.openLake()) {
      return new RollBackAction(lake, tables().filter(lake::exists).toList()).to(checkpoint);
    }
  }

  /**
   * Starts the job without a checkpoint: the tables are brought to one of the last job's, the state
   * is rebuilt from them, and Kafka is read on behind them.
   *
   * @param acceptLoss whether to go on although Kafka no longer holds all that is in no table
   * @param told called with the plan, before the state is rebuilt
   * @throws UserException if something that it needs is missing or unfit, or if messages would be
   *     lost
   */
  public LiveJob startFromTables(boolean acceptLoss, Consumer<BootstrapPlan> told)
      throws Exception {
    RecoveryStatus.ofThisProcess().requireBootstrap();
    try (Lake lake = workspace.openLake()) {
      WriterLease run = prepareForTables(lake);
      BootstrapPlan plan = plan(lake, acceptLoss);
      told.accept(plan);
      String savepoint = BootstrapStateLocation.fresh(workspace.checkpointDirectory());
      new StateBootstrapJob(workspace, lake, plan).write(savepoint);
      return launch(lake, run, Optional.of(savepoint), SourceStartupOptions.behind(plan));
    }
  }

  private WriterLease prepareForTables(Lake lake) throws Exception {
    Map<String, String> owners = owners(lake);
    try (KafkaCluster kafka = KafkaCluster.connect(workspace.environment())) {
      new StartupChecks(workspace, kafka, lake).runForTables();
      return takeOver(lake, kafka, owners);
    }
  }

  private BootstrapPlan plan(Lake lake, boolean acceptLoss) {
    Pipeline pipeline = workspace.pipeline();
    try (KafkaCluster kafka = KafkaCluster.connect(workspace.environment())) {
      List<String> topics = pipeline.streams().stream().map(StreamDefinition::topic).toList();
      KafkaOffsets offsets =
          new KafkaOffsets(
              kafka.beginningOffsets(topics), kafka.endOffsets(topics), this::timestamps);
      List<String> written =
          PipelineTables.written(pipeline).stream().map(TableLayout::name).toList();
      return BootstrapPlan.prepare(
          pipeline, lake, written, offsets, acceptLoss, restorePoints()::voidAfter);
    }
  }

  private Map<TopicPartition, Long> timestamps(Map<TopicPartition, Long> offsets) {
    try (KafkaLogClient logs = new KafkaLogClient(workspace.environment().kafka())) {
      return logs.timestamps(offsets);
    }
  }

  private Stream<String> tables() {
    return PipelineTables.of(workspace.pipeline()).stream().map(TableLayout::name);
  }

  private LiveJob launch(
      Lake lake, WriterLease run, Optional<String> restore, SourceStartupOptions start)
      throws Exception {
    MaxParallelismSettings groups =
        MaxParallelismSettings.of(workspace.environment(), () -> restore).require();
    groups.tell();
    new StaleCheckpointCleaner(restorePoints()).remove(restore);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings(restore, groups));
    build(env, lake, run, start);
    boolean local = LocalExecutor.NAME.equals(env.getConfiguration().get(DeploymentOptions.TARGET));
    return new LiveJob(workspace, env.executeAsync(), restore, local);
  }

  /** Adds the job's graph to the environment. */
  void build(
      StreamExecutionEnvironment env, Lake lake, WriterLease run, SourceStartupOptions start) {
    Pipeline pipeline = workspace.pipeline();
    Duration maxDrift = Configuration.fromMap(workspace.environment().flink()).get(MAX_DRIFT);
    KafkaEventSource source = new KafkaEventSource(workspace, lake, maxDrift, start);
    LiveSinks sinks = new LiveSinks(workspace, lake, run);
    new PipelineGraph(env, pipeline, source, sinks)
        .build(pipeline.streams(), pipeline.featureSets());
    source.gaps().ifPresent(sinks::gaps);
  }

  private Configuration settings(Optional<String> restore, MaxParallelismSettings groups) {
    Configuration settings =
        JobSettings.streaming(workspace.environment(), workspace.checkpointDirectory());
    settings.set(PipelineOptions.MAX_PARALLELISM, groups.number());
    settings.set(PipelineOptions.NAME, "tidemark ingest " + workspace.pipeline().name());
    restore.ifPresent(path -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    return settings;
  }
}
