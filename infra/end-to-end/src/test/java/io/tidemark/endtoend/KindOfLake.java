package io.tidemark.endtoend;

import io.tidemark.lakes.Hdfs;
import io.tidemark.lakes.ObjectStore;
import io.tidemark.lakes.Postgres;
import io.tidemark.lakes.RestCatalog;
import io.tidemark.lakes.S3Server;
import io.tidemark.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lakes whose environment files the README has, and the servers that make them real. */
enum KindOfLake {
  SQLITE_LOCAL("A SQLite catalog and a local disk") {
    @Override
    Map<String, String> start(Path dir, Servers servers) {
      return Map.of("/srv/tidemark", dir.toString());
    }
  },
  POSTGRES_S3("A PostgreSQL catalog and S3") {
    @Override
    Map<String, String> start(Path dir, Servers servers) throws Exception {
      Postgres postgres =
          servers.add(Postgres.start(dir.resolve("postgres"), Ports.free(1).get(0)));
      Map<String, String> places = store(dir, servers);
      places.put("jdbc:postgresql://db.example.com:5432/postgres", postgres.url());
      places.put("${PGUSER}", Postgres.USER);
      places.put("${PGPASSWORD}", "nobody-asks");
      return places;
    }
  },
  REST_S3("A REST catalog and S3") {
    @Override
    Map<String, String> start(Path dir, Servers servers) throws Exception {
      Map<String, String> places = store(dir, servers);
      RestCatalog catalog =
          servers.add(
              RestCatalog.start(
                  dir.resolve("rest"),
                  Ports.free(1).get(0),
                  ObjectStore.properties(servers.store().endpoint())));
      places.put("https://catalog.example.com", catalog.uri().toString());
      return places;
    }
  },
  HADOOP_HDFS("A Hadoop catalog on HDFS") {
    @Override
    Map<String, String> start(Path dir, Servers servers) throws Exception {
      Hdfs hdfs = servers.add(Hdfs.start(dir.resolve("hdfs"), Ports.free(1).get(0), 2));
      return Map.of("hdfs://namenode.example.com:8020", hdfs.uri().toString());
    }
  };

  private static final Path README = Path.of("..", "..", "README.md");

  private final String title;

  KindOfLake(String title) {
    this.title = title;
  }

  /** Starts what there is to start: what the README writes, and what it is here. */
  abstract Map<String, String> start(Path dir, Servers servers) throws Exception;

  /** The README's environment file without Kafka, with the addresses of this machine. */
  String environment(Map<String, String> places) throws IOException {
    Pattern block =
        Pattern.compile(
            Pattern.quote("**" + title + "**") + "\\s+```yaml\n(.*?)```", Pattern.DOTALL);
    Matcher found = block.matcher(Files.readString(README));
    if (!found.find()) {
      throw new IllegalStateException("the README has no environment file of " + title);
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

  private static Map<String, String> store(Path dir, Servers servers) throws Exception {
    S3Server store = servers.add(S3Server.start(dir.resolve("store"), Ports.free(1).get(0)));
    Files.writeString(Path.of("target", "s3-server.txt"), store.name());
    Map<String, String> properties = ObjectStore.properties(store.endpoint());
    Map<String, String> places = new LinkedHashMap<>();
    places.put("https://s3.example.com", store.endpoint().toString());
    places.put("${S3_ACCESS_KEY_ID}", properties.get("s3.access-key-id"));
    places.put("${S3_SECRET_ACCESS_KEY}", properties.get("s3.secret-access-key"));
    return places;
  }
}
