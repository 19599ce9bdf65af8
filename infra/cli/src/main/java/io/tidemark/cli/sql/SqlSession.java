package io.tidemark.cli.sql;

import io.tidemark.definition.Environment;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.pipeline.Workspace;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.api.internal.TableResultInternal;

/**
 * Flink SQL in BATCH mode, with the lake as its catalog and the pipeline's tables as its database.
 * It only reads; {@link SqlResult} is a running query.
 */
final class SqlSession implements AutoCloseable {

  private static final MemorySize SORT_MEMORY = MemorySize.ofMebiBytes(512);
  private static final List<String> QUERIES = List.of("SELECT", "WITH", "VALUES", "(");
  private static final List<String> LOOKS = List.of("SHOW", "DESCRIBE", "DESC", "EXPLAIN");

  private final Lake lake;
  private final TableEnvironment tables;

  private SqlSession(Lake lake, TableEnvironment tables) {
    this.lake = lake;
    this.tables = tables;
  }

  /**
   * Opens the workspace's catalog.
   *
   * @throws UserException if it does not answer
   */
  static SqlSession open(Workspace workspace) {
    Environment environment = workspace.environment();
    Lake lake = workspace.openLake();
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(settings(environment))
                .build());
    tables.registerCatalog(environment.catalogName(), lake.flinkCatalog());
    tables.useCatalog(environment.catalogName());
    return new SqlSession(lake, tables);
  }

  private static Configuration settings(Environment environment) {
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, environment.parallelism());
    settings.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SORT_MEMORY);
    settings.set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    settings.addAll(Configuration.fromMap(environment.flink()));
    return settings;
  }

  /**
   * Starts a query, or asks what tables and columns there are.
   *
   * @throws UserException if it is neither, or not valid
   */
  SqlResult run(String statement) {
    String sql = statement.strip().replaceFirst(";\\s*$", "");
    String first = sql.split("(?<=\\()|\\s", 2)[0].toUpperCase(Locale.ROOT);
    try {
      return new SqlResult((TableResultInternal) result(sql, first));
    } catch (ValidationException
        | SqlParserException
        | TableException
        | IllegalArgumentException e) {
      throw wrong(sql, reason(e));
    }
  }

  private TableResult result(String sql, String first) {
    if (QUERIES.contains(first)) {
      return tables.sqlQuery(sql).execute();
    }
    if (LOOKS.contains(first)) {
      return tables.executeSql(sql);
    }
    throw wrong(sql, "it is no query");
  }

  private static UserException wrong(String sql, String what) {
    return new UserException(
        "query " + sql,
        what,
        "one SELECT of Flink SQL over the pipeline's tables, or SHOW TABLES, DESCRIBE TABLE,"
            + " EXPLAIN SELECT; it only reads",
        "SELECT kind, COUNT(*) AS n FROM activity GROUP BY kind");
  }

  /** The innermost message says what, before it lists all that SQL could have had there. */
  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause().getMessage() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    return message.replaceFirst("\\.? Was expecting.*", "");
  }

  @Override
  public void close() {
    lake.close();
  }
}
