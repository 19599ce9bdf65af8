package io.tidemark.benchmarks.grid;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.aggregate.AggregateOperations;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.datamodel.Tuple2;
import com.hazelcast.jet.pipeline.BatchSource;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder;
import com.hazelcast.jet.pipeline.WindowDefinition;
import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.contestant.ElapsedTime;
import io.tidemark.benchmarks.workload.AnswerChecksum;
import io.tidemark.benchmarks.workload.AnswerSummary;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.EventGenerator;
import io.tidemark.benchmarks.workload.FeatureWindow;
import io.tidemark.benchmarks.workload.GridLoopOracle;
import java.util.concurrent.TimeUnit;

/**
 * Contestant Hazelcast Jet with a sliding window, in streaming with snapshots; rows are counted
 * ({@link AnswerChecksum}), not kept.
 */
public final class JetGridContestant implements BenchmarkContestant {

  private static final int THREADS = 2;
  private static final long OUT_OF_ORDERNESS = 5_000;
  private static final long SNAPSHOT_MILLIS = 10_000;

  /** Of this process's one job; its workers make copies of all else. */
  private static final AnswerChecksum ALL = new AnswerChecksum();

  @Override
  public BenchmarkProperties run(ContestantTask assignment) {
    long begin = System.nanoTime();
    HazelcastInstance instance = Hazelcast.newHazelcastInstance(config());
    try {
      long submitted = System.nanoTime();
      instance.getJet().newJob(pipeline(assignment.workload().events()), job()).join();
      AnswerSummary answers = ALL.answers();
      return BenchmarkProperties.of(SECONDS, ElapsedTime.since(submitted))
          .with(WHOLE_SECONDS, ElapsedTime.since(begin))
          .with(ROWS, answers.rows())
          .with(CHECKSUM, answers.checksum());
    } finally {
      instance.shutdown();
    }
  }

  private static Config config() {
    Config config = new Config();
    config.getJetConfig().setEnabled(true).setCooperativeThreadCount(THREADS);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    return config;
  }

  private static JobConfig job() {
    return new JobConfig()
        .setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE)
        .setSnapshotIntervalMillis(TimeUnit.MILLISECONDS.toMillis(SNAPSHOT_MILLIS));
  }

  private static Pipeline pipeline(EventGenerator events) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .readFrom(source(events))
        .addTimestamps(events::time, OUT_OF_ORDERNESS)
        .groupingKey(events::customer)
        .window(WindowDefinition.sliding(FeatureWindow.DAY.millis(), GridLoopOracle.STEP))
        .aggregate(
            AggregateOperations.allOf(
                AggregateOperations.counting(), AggregateOperations.summingDouble(events::amount)))
        .filter(row -> row.end() <= events.lastHour())
        .writeTo(sink());
    return pipeline;
  }

  private static BatchSource<Long> source(EventGenerator events) {
    return SourceBuilder.batch("made events", context -> new EventBlockAssigner(events.count()))
        .<Long>fillBufferFn(
            (blocks, buffer) -> {
              if (!blocks.next(buffer::add)) {
                buffer.close();
              }
            })
        .distributed(THREADS)
        .build();
  }

  private static Sink<KeyedWindowResult<Integer, Tuple2<Long, Double>>> sink() {
    return SinkBuilder.sinkBuilder("checksum", context -> new AnswerChecksum())
        .<KeyedWindowResult<Integer, Tuple2<Long, Double>>>receiveFn(JetGridContestant::add)
        .destroyFn(JetGridContestant::collect)
        .build();
  }

  private static void add(
      AnswerChecksum checksum, KeyedWindowResult<Integer, Tuple2<Long, Double>> row) {
    checksum.add(
        (row.end() - EventGenerator.BEGIN) / GridLoopOracle.STEP,
        row.key(),
        row.end(),
        row.result().f0(),
        Math.round(row.result().f1() / EventGenerator.AMOUNT_UNIT));
  }

  private static void collect(AnswerChecksum one) {
    synchronized (ALL) {
      ALL.add(one);
    }
  }
}
