package io.tidemark.ingestion.checkpoint;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.pipeline.JobSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.configuration.PipelineOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Number of key groups of a job's state, which is the upper bound of its parallelism. Flink refuses
 * a restore with another number, but only after the job has been submitted; by then the job before
 * it is fenced off. So it is read from the restore point ({@link RestorePointStore#keyGroups}) and
 * checked first.
 *
 * @param point whose state it is; empty for state that is yet to be
 */
public record MaxParallelismSettings(Environment environment, Optional<String> point, int number) {

  private static final Logger LOG = LoggerFactory.getLogger(MaxParallelismSettings.class);

  private static final String OPTION = PipelineOptions.MAX_PARALLELISM.key();

  /** Settings of a job that begins without state, or with state that is rebuilt for it. */
  public static MaxParallelismSettings anew(Environment environment) {
    return new MaxParallelismSettings(
        environment, Optional.empty(), JobSettings.keyGroups(environment));
  }

  /**
   * Settings of a job that goes on from the newest restore point, if there is one. A job that still
   * runs may delete that while it is read; then there is a newer one.
   */
  public static MaxParallelismSettings of(
      Environment environment, Supplier<Optional<String>> newest) {
    Optional<String> point = newest.get();
    while (point.isPresent()) {
      try {
        return of(environment, point.get());
      } catch (UserException e) {
        Optional<String> newer = newest.get();
        if (newer.equals(point)) {
          throw e;
        }
        point = newer;
      }
    }
    return anew(environment);
  }

  /** Settings of the state of a restore point. */
  public static MaxParallelismSettings of(Environment environment, String point) {
    int number = RestorePointStore.keyGroups(point).orElse(JobSettings.keyGroups(environment));
    return new MaxParallelismSettings(environment, Optional.of(point), number);
  }

  /**
   * The same.
   *
   * @throws UserException if the environment asks for what these do not allow
   */
  public MaxParallelismSettings require() {
    List<Problem> problems = problems();
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
    return this;
  }

  public List<Problem> problems() {
    return Stream.of(otherNumber(), tooManyTasks()).flatMap(Optional::stream).toList();
  }

  /** Says that the number is not what a new job would have, if so. */
  public void tell() {
    if (number != JobSettings.keyGroups(environment)) {
      LOG.info(
          "The state of {} has {} key groups: parallelism can be {} at most, until --bootstrap lake"
              + " rebuilds the state with {}.",
          at(),
          number,
          number,
          JobSettings.keyGroups(environment));
    }
  }

  private Optional<Problem> otherNumber() {
    String asked = environment.flink().get(OPTION);
    return asked == null || number == JobSettings.keyGroups(environment)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "environment: flink",
                OPTION + " is " + asked + ", and the state in " + at() + " has " + groups(number),
                "the keys of a job's state are parted into groups when it first starts, and no job"
                    + " that goes on from it can part them otherwise",
                "leave it out; or --bootstrap lake, which rebuilds the state with " + asked));
  }

  private Optional<Problem> tooManyTasks() {
    return environment.parallelism() <= number
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "environment: parallelism",
                "parallelism is "
                    + environment.parallelism()
                    + ", and "
                    + (point.isPresent() ? "the state in " + at() : "a job")
                    + " has "
                    + groups(number),
                "the keys of a job's state are parted into groups when it first starts, and each of"
                    + " its tasks needs a group",
                wayOut()));
  }

  private String wayOut() {
    int fits = fitting();
    String option = "flink: { " + OPTION + ": " + fits + " }";
    if (point.isEmpty()) {
      return option;
    }
    return "parallelism: "
        + number
        + "; or --bootstrap lake, which rebuilds the state with "
        + groups(fits)
        + (fits == JobSettings.KEY_GROUPS ? "" : ", if the environment has " + option);
  }

  /** So many that all tasks get one, and many numbers of tasks get alike. */
  private int fitting() {
    int times = (environment.parallelism() - 1) / JobSettings.KEY_GROUPS + 1;
    return times * JobSettings.KEY_GROUPS;
  }

  private String at() {
    return point.orElse("the job");
  }

  private static String groups(int number) {
    return number + " key groups";
  }
}
