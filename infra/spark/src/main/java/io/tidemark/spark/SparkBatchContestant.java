package io.tidemark.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Benchmark contestant Spark SQL: from the Iceberg table of the events to one of the features. The
 * benchmarks' launcher starts its process.
 */
public final class SparkBatchContestant {

  private static final Map<String, String> INTERVALS =
      Map.of("1min", "1 MINUTE", "1h", "1 HOUR", "1d", "1 DAY", "7d", "7 DAYS", "30d", "30 DAYS");

  private SparkBatchContestant() {}

  /**
   * @param args the directory that has the assignment and gets the outcome
   */
  public static void main(String[] args) throws IOException {
    Path dir = Path.of(args[0]);
    Map<String, String> told = read(dir.resolve("assignment.txt"));
    List<String> spans = List.of(told.get("spans").split(","));
    long begin = System.nanoTime();
    try (SparkSession spark = session(Path.of(told.get("lake")), dir)) {
      spark.sql(
          "CREATE TABLE tidemark.bench.spending USING iceberg PARTITIONED BY (days(event_time))"
              + " TBLPROPERTIES ('write.parquet.compression-codec' = 'zstd') AS "
              + query(spans));
      double seconds = (System.nanoTime() - begin) / 1e9;
      Files.write(
          dir.resolve("outcome.txt"),
          List.of("seconds=" + seconds, "table=spending", "spark=" + spark.version()));
    }
  }

  private static SparkSession session(Path lake, Path dir) {
    return SparkSession.builder()
        .master("local[2]")
        .appName("benchmark")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", dir.resolve("spark").toString())
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.catalog.tidemark", "org.apache.iceberg.spark.SparkCatalog")
        .config("spark.sql.catalog.tidemark.catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog")
        .config("spark.sql.catalog.tidemark.uri", "jdbc:sqlite:" + lake.resolve("catalog.db"))
        .config("spark.sql.catalog.tidemark.jdbc.schema-version", "V1")
        .config("spark.sql.catalog.tidemark.warehouse", lake.resolve("warehouse").toString())
        .getOrCreate();
  }

  private static String query(List<String> spans) {
    StringBuilder features = new StringBuilder();
    StringBuilder windows = new StringBuilder();
    for (String span : spans) {
      features.append(", count(*) OVER w_%1$s AS count_%1$s".formatted(span));
      features.append(", sum(amount) OVER w_%1$s AS sum_%1$s".formatted(span));
      windows.append(windows.isEmpty() ? " WINDOW " : ", ").append(window(span));
    }
    return "SELECT customer_id, event_time, event_id"
        + features
        + " FROM tidemark.bench.activity"
        + windows;
  }

  private static String window(String span) {
    return "w_"
        + span
        + " AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL "
        + INTERVALS.get(span)
        + " PRECEDING AND CURRENT ROW)";
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> facts = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("=", 2);
      facts.put(parts[0], parts[1]);
    }
    return facts;
  }
}
