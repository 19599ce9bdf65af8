package io.tidemark.definition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads environment files: YAML that says where a pipeline runs. */
public final class EnvironmentFile {

  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  static final int PARALLELISM = 2;
  static final String CATALOG_NAME = "tidemark";

  private EnvironmentFile() {}

  /**
   * The checked environment; {@code ${VAR}} and {@code ${VAR:-default}} read the process
   * environment.
   *
   * @throws UserException with everything that is wrong, in the order of the file
   */
  public static Environment read(Path file) {
    return read(file, System::getenv);
  }

  /**
   * The checked environment, with variables from elsewhere.
   *
   * @param variables gives null for a variable that is not set
   * @throws UserException with everything that is wrong, in the order of the file
   */
  public static Environment read(Path file, Function<String, String> variables) {
    Problems problems = new Problems();
    Draft draft = new Variables(variables, problems).substitute(YamlDrafts.read(file));
    Environment environment = new EnvironmentCheck(problems).check(draft);
    problems.throwIfAny();
    return environment;
  }

  /**
   * What runs on one machine without an environment file: a broker on localhost, and a SQLite
   * catalog, the tables and the checkpoints below one directory.
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
