package io.tidemark.ingestion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests which parallelism and maximum parallelism a job may ask for that goes on from given state.
 */
public class MaxParallelismSettingsTest {

  @TempDir Path dir;

  @Test
  void aNewJobHasTasksByTheHundred() {
    assertThat(MaxParallelismSettings.anew(environment(720, Map.of())).problems()).isEmpty();
    assertThat(MaxParallelismSettings.anew(environment(721, option("1440"))).problems()).isEmpty();
    assertThat(MaxParallelismSettings.anew(environment(721, Map.of())).problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.what()).isEqualTo("parallelism is 721, and a job has 720 key groups");
              assertThat(p.example()).isEqualTo("flink: { pipeline.max-parallelism: 1440 }");
            });
  }

  @Test
  void stateKeepsItsNumberWhateverANewJobWouldHave() throws IOException {
    String point = point("chk-7", 1, 128, 128);
    MaxParallelismSettings groups =
        MaxParallelismSettings.of(environment(128, Map.of()), () -> Optional.of(point));
    assertThat(groups.number()).isEqualTo(128);
    assertThat(groups.problems()).isEmpty();
    assertThat(MaxParallelismSettings.of(environment(2, option("128")), point).problems())
        .isEmpty();
  }

  @Test
  void whatIsOneTaskWhateverTheParallelismIsDoesNotCount() throws IOException {
    String point = point("chk-7", 256, 1);
    assertThat(MaxParallelismSettings.of(environment(200, Map.of()), point).problems()).isEmpty();
    String single = point("chk-8", 1, 1);
    assertThat(MaxParallelismSettings.of(environment(1, Map.of()), single).number()).isEqualTo(1);
  }

  @Test
  void anotherNumberThanTheStatesIsRefused() throws IOException {
    String point = point("chk-7", 128, 1);
    Problem problem = only(MaxParallelismSettings.of(environment(2, option("720")), point));
    assertThat(problem.where()).isEqualTo("environment: flink");
    assertThat(problem.what())
        .isEqualTo(
            "pipeline.max-parallelism is 720, and the state in " + point + " has 128 key groups");
    assertThat(problem.example())
        .isEqualTo("leave it out; or --bootstrap lake, which rebuilds the state with 720");
  }

  @Test
  void moreTasksThanTheStateHasGroupsAreRefused() throws IOException {
    String point = point("chk-7", 128, 1);
    Problem problem = only(MaxParallelismSettings.of(environment(129, Map.of()), point));
    assertThat(problem.what())
        .isEqualTo("parallelism is 129, and the state in " + point + " has 128 key groups");
    assertThat(problem.example())
        .isEqualTo(
            "parallelism: 128; or --bootstrap lake, which rebuilds the state with 720 key groups");
    assertThat(only(MaxParallelismSettings.of(environment(800, Map.of()), point)).example())
        .endsWith(
            "with 1440 key groups, if the environment has flink: { pipeline.max-parallelism: 1440 }");
  }

  /** A job that runs deletes the checkpoint before the last, maybe while it is read. */
  @Test
  void whatIsDeletedWhileItIsReadHasASuccessor() throws IOException {
    String gone = dir.resolve("chk-6").toString();
    String newer = point("chk-7", 128, 1);
    assertThat(MaxParallelismSettings.of(environment(2, Map.of()), newest(gone, newer)).number())
        .isEqualTo(128);
    assertThatThrownBy(
            () -> MaxParallelismSettings.of(environment(2, Map.of()), newest(gone, gone)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cannot be read");
  }

  private static Supplier<Optional<String>> newest(String... answers) {
    Deque<String> left = new ArrayDeque<>(List.of(answers));
    return () -> Optional.of(left.removeFirst());
  }

  private static Problem only(MaxParallelismSettings groups) {
    assertThat(groups.problems()).hasSize(1);
    assertThatThrownBy(groups::require).isInstanceOf(UserException.class);
    return groups.problems().get(0);
  }

  /** A checkpoint of operators with so many key groups each. */
  private String point(String name, int... groups) throws IOException {
    List<OperatorState> states =
        Arrays.stream(groups)
            .mapToObj(n -> new OperatorState(null, null, new OperatorID(), 1, n))
            .toList();
    Path point = Files.createDirectories(dir.resolve(name));
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(point.resolve("_metadata")))) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(7, states, List.of()), out);
    }
    return point.toString();
  }

  private static Map<String, String> option(String number) {
    return Map.of("pipeline.max-parallelism", number);
  }

  public static Environment environment(int parallelism, Map<String, String> flink) {
    return new Environment(
        Map.of(),
        "lake",
        Map.of(),
        Optional.empty(),
        "file:///checkpoints",
        Duration.ofSeconds(10),
        parallelism,
        Environment.Delivery.AT_LEAST_ONCE,
        Optional.empty(),
        flink);
  }
}
