package io.tidemark.definition.parser;

import io.tidemark.definition.Environment;
import io.tidemark.definition.UserException;
import io.tidemark.definition.draft.ConfigNode;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.draft.VariableSubstitutor;
import io.tidemark.definition.draft.YamlConfigReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads environment files: YAML that says where a pipeline runs. The other half is the {@link
 * PipelineFile}.
 *
 * <pre>{@code
 * Environment environment = EnvironmentFile.read(Path.of("environment.yaml"));
 * Pipeline pipeline = PipelineFile.read(Path.of("shop.yaml"));
 * }</pre>
 */
public final class EnvironmentFile {

  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  static final int PARALLELISM = 2;
  static final String CATALOG_NAME = "tidemark";

  private EnvironmentFile() {}

  /**
   * Reads and validates an environment file; {@code ${VAR}} and {@code ${VAR:-default}} stand for
   * environment variables of the process.
   *
   * @throws UserException with everything that is wrong, in the order of the file
   */
  public static Environment read(Path file) {
    return read(file, System::getenv);
  }

  /**
   * Reads and validates an environment file, with variables from elsewhere.
   *
   * @param variables gives null for a variable that is not set
   * @throws UserException with everything that is wrong, in the order of the file
   */
  public static Environment read(Path file, Function<String, String> variables) {
    ProblemCollector problems = new ProblemCollector();
    ConfigNode draft =
        new VariableSubstitutor(variables, problems).substitute(YamlConfigReader.read(file));
    Environment environment = new EnvironmentParser(problems).check(draft);
    problems.throwIfAny();
    return environment;
  }

  /**
   * Environment of a single machine, without a file: a broker on localhost, and a SQLite catalog,
   * the tables and the checkpoints below one directory.
   */
  public static Environment embedded(Path dataDir) {
    Path dir = dataDir.toAbsolutePath().normalize();
    return new Environment(
        Map.of("bootstrap.servers", "localhost:9092"),
        CATALOG_NAME,
        Map.of(
            "catalog-impl",
            "org.apache.iceberg.jdbc.JdbcCatalog",
            "uri",
            "jdbc:sqlite:" + dir.resolve("catalog.db") + "?busy_timeout=60000&journal_mode=WAL",
            "jdbc.schema-version",
            "V1",
            "warehouse",
            dir.resolve("warehouse").toString()),
        Optional.empty(),
        "file://" + dir.resolve("checkpoints").toUri().getRawPath().replaceAll("/$", ""),
        CHECKPOINT_INTERVAL,
        PARALLELISM,
        Environment.Delivery.AT_LEAST_ONCE,
        Optional.empty(),
        Map.of());
  }
}
