package io.tidemark.testing.endtoend;

import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.lakes.HdfsCluster;
import io.tidemark.testing.lakes.PostgresServer;
import io.tidemark.testing.lakes.RestCatalogServer;
import io.tidemark.testing.lakes.S3ProxyServer;
import io.tidemark.testing.lakes.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lakes whose environment files the documentation shows, and the servers that make them real
 * ({@link RunningServers}).
 */
public enum DocumentedLakeKind {
  SQLITE_LOCAL("A SQLite catalog and a local disk") {
    @Override
    public Map<String, String> start(Path dir, RunningServers servers) {
      return Map.of("/srv/tidemark", dir.toString());
    }
  },
  POSTGRES_S3("A PostgreSQL catalog and S3") {
    @Override
    public Map<String, String> start(Path dir, RunningServers servers) throws Exception {
      PostgresServer postgres =
          servers.add(PostgresServer.start(dir.resolve("postgres"), PortFinder.free(1).get(0)));
      Map<String, String> places = store(dir, servers);
      places.put("jdbc:postgresql://db.example.com:5432/postgres", postgres.url());
      places.put("${PGUSER}", PostgresServer.USER);
      places.put("${PGPASSWORD}", "nobody-asks");
      return places;
    }
  },
  REST_S3("A REST catalog and S3") {
    @Override
    public Map<String, String> start(Path dir, RunningServers servers) throws Exception {
      Map<String, String> places = store(dir, servers);
      RestCatalogServer catalog =
          servers.add(
              RestCatalogServer.start(
                  dir.resolve("rest"),
                  PortFinder.free(1).get(0),
                  S3ProxyServer.properties(servers.store().endpoint())));
      places.put("https://catalog.example.com", catalog.uri().toString());
      return places;
    }
  },
  HADOOP_HDFS("A Hadoop catalog on HDFS") {
    @Override
    public Map<String, String> start(Path dir, RunningServers servers) throws Exception {
      HdfsCluster hdfs =
          servers.add(HdfsCluster.start(dir.resolve("hdfs"), PortFinder.free(1).get(0), 2));
      return Map.of("hdfs://namenode.example.com:8020", hdfs.uri().toString());
    }
  };

  private static final Path PAGE = Path.of("..", "..", "..", "docs", "guides", "catalogs.md");

  private final String title;

  DocumentedLakeKind(String title) {
    this.title = title;
  }

  /** Starts what there is to start: what the page writes, and what it is here. */
  public abstract Map<String, String> start(Path dir, RunningServers servers) throws Exception;

  /** The page's environment file without Kafka, with the addresses of this machine. */
  public String environment(Map<String, String> places) throws IOException {
    Pattern block =
        Pattern.compile(Pattern.quote("## " + title) + "\\s+```yaml\n(.*?)```", Pattern.DOTALL);
    Matcher found = block.matcher(Files.readString(PAGE));
    if (!found.find()) {
      throw new IllegalStateException(
          "docs/guides/catalogs.md has no environment file of " + title);
    }
    String text = found.group(1).replaceFirst("kafka:\n.*\n", "");
    for (var place : places.entrySet()) {
      if (!text.contains(place.getKey())) {
        throw new IllegalStateException(place.getKey() + " is not in the file of " + title);
      }
      text = text.replace(place.getKey(), place.getValue());
    }
    return text.contains("\nflink:") ? text : text + "flink:\n";
  }

  private static Map<String, String> store(Path dir, RunningServers servers) throws Exception {
    S3Server store = servers.add(S3Server.start(dir.resolve("store"), PortFinder.free(1).get(0)));
    Files.writeString(Path.of("target", "s3-server.txt"), store.name());
    Map<String, String> properties = S3ProxyServer.properties(store.endpoint());
    Map<String, String> places = new LinkedHashMap<>();
    places.put("https://s3.example.com", store.endpoint().toString());
    places.put("${S3_ACCESS_KEY_ID}", properties.get("s3.access-key-id"));
    places.put("${S3_SECRET_ACCESS_KEY}", properties.get("s3.secret-access-key"));
    return places;
  }
}
