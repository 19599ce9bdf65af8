package io.tidemark;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rule of CONTRIBUTING on names, for the types of all modules: a name ends in its role, as
 * Flink, Iceberg or Kafka would name that role; one-word names are those of the glossary.
 */
class NamesTest {

  /** The last word of a name. A new one is the field's word for its role, or it is not needed. */
  private static final Set<String> ROLES =
      words(
          """
          Accumulator Action Admin Aggregate Aggregates Arrival Assigner Await Batch Benchmark
          Blocker Bounds Broker Buffer Builder Cache Call Casts Change Check Checkpoint
          Checkpoints Checks Checksum Classifier Cleaner Client Clock Cluster Codec Collector
          Column Columns Command Commit Committer Comparator Connection Contestant Converter
          Converters Counter Creator Cursor Decoder Definition Deployment Deserializer Detector
          Diff Disk Editor Encoder Engine Entry Enumerator Errors Estimator Evaluator Event
          Evolution Exception Exchange Expression Extension Factory Fault Faults Fence Fetcher Field File
          Files Filter Finder Fingerprint Format Formatter Function Generator Graph Group Groups
          Handler Hold Index Initializer Injector Interceptor Iterator Job Key Keys Kind
          Launcher Laws Layout Lease Ledger Limit Limiter Lineage Listener Listing Load Loader
          Location Locations Lock Log Main Mapper Mapping Message Messages Metric Metrics Name
          Node Normalizer Offsets Operations Operator Options Oracle Order Outcome Parser
          Partition Partitioner Partitioning Partitions Path Plan Planner Position Predicate
          Printer Problems Process Producer Program Properties Property Provider Proxy Publisher
          Query Range Ranges Reader Reason Record Registry Report Resolver Result Router
          Rows Rule Rules Runner Scan Schedule Schema Scope Section Selector Serializer
          Serializers Server Servers Session Settings Sink Sinks Sketch Snapshot Snapshots
          Source Spec Splitter State Statistics Status Store Stream Subject Subscriber
          Substitutor Suggestions Suite Summary System Table Tables Task Time Timers Times
          Tokenizer Topic Tracker Transaction Transport Type Types Update Validator Value
          Version Visitor Window Workload Workspace Writer
          """);

  /** Words of the glossary, and the command itself. */
  private static final Set<String> GLOSSARY =
      words(
          "Aggregate Environment Event Feature Lake Pipeline Problem Reject Replay Tidemark Trigger Window Workspace");

  /**
   * Named by what they are elsewhere: an algorithm, a contract in savepoints, a thing in a shop.
   */
  private static final Set<String> KNOWN =
      words(
          "CountingFileIO FeatureSet IntLongMap ReadEpoch SharedClusterEnvironment ShopCustomer ShopProduct XxHash64");

  private static final Set<String> NO_ROLES = Set.of("Manager", "Helper", "Impl", "Util", "Utils");

  /** One room on purpose: the library of aggregates. */
  private static final Path CROWDED = Path.of("io/tidemark/aggregate");

  private static final int MOST_TYPES = 30;

  private static List<Path> types;

  @BeforeAll
  static void findTypes() throws IOException {
    types =
        SourceFiles.find().stream().filter(file -> !file.endsWith("package-info.java")).toList();
    assertThat(types).hasSizeGreaterThan(500);
  }

  @Test
  void everyNameEndsInItsRole() {
    assertThat(names().filter(name -> !KNOWN.contains(name) && !GLOSSARY.contains(name)))
        .allSatisfy(name -> assertThat(lastWord(name)).as(name).isIn(ROLES));
    assertThat(ROLES).doesNotContainAnyElementsOf(NO_ROLES);
  }

  @Test
  void aNameOfOneWordIsOfTheGlossary() {
    assertThat(names().filter(name -> lastWord(name).equals(name)))
        .allSatisfy(name -> assertThat(name).isIn(GLOSSARY));
  }

  @Test
  void noTwoTypesHaveOneName() {
    assertThat(names()).doesNotHaveDuplicates();
  }

  @Test
  void noRoomIsCrowded() {
    Map<Path, List<Path>> rooms = types.stream().collect(groupingBy(Path::getParent));
    rooms.forEach(
        (room, found) -> {
          if (!room.endsWith(CROWDED)) {
            assertThat(found).as(room.toString()).hasSizeLessThanOrEqualTo(MOST_TYPES);
          }
        });
  }

  private static Stream<String> names() {
    return types.stream().map(file -> file.getFileName().toString().replace(".java", ""));
  }

  private static String lastWord(String name) {
    return name.replaceAll(".*(?=[A-Z][a-z0-9]*$)", "");
  }

  private static Set<String> words(String text) {
    return Stream.of(text.trim().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
