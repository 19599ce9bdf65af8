package io.tidemark.spark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Prints tables of a SQLite catalog as Spark reads them, one file of JSON lines per table. {@link
 * SparkBatchContestant} is the other program of this build.
 */
public final class SparkRowPrinter {

  /** Microseconds, which Spark would leave out. */
  private static final Map<String, String> JSON =
      Map.of(
          "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  private SparkRowPrinter() {}

  /**
   * @param args file of the catalog, its name, the warehouse, the namespace, the directory to write
   *     to, then the tables
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[4]);
    try (SparkSession spark = session(args[0], args[1], args[2], target)) {
      for (String table : List.of(args).subList(5, args.length)) {
        Dataset<Row> rows = spark.table(args[1] + "." + args[3] + "." + table);
        print(rows, target.resolve(table + ".jsonl"));
      }
    }
  }

  private static void print(Dataset<Row> rows, Path file) throws IOException {
    Dataset<Row> lines =
        rows.select(functions.to_json(functions.struct(functions.col("*")), JSON).as("line"));
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (Iterator<Row> all = lines.toLocalIterator(); all.hasNext(); ) {
        writer.write(all.next().getString(0));
        writer.newLine();
      }
    }
  }

  private static SparkSession session(String db, String catalog, String warehouse, Path dir) {
    String name = "spark.sql.catalog." + catalog;
    return SparkSession.builder()
        .master("local[2]")
        .appName("readers")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", dir.resolve("spark").toString())
        .config("spark.sql.session.timeZone", "UTC")
        .config(name, "org.apache.iceberg.spark.SparkCatalog")
        .config(name + ".catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog")
        .config(name + ".uri", "jdbc:sqlite:" + db)
        .config(name + ".jdbc.schema-version", "V1")
        .config(name + ".warehouse", warehouse)
        .getOrCreate();
  }
}
