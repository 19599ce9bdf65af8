package io.tidemark.testing.endtoend;

import io.tidemark.cli.Tidemark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pipeline whose events come from files, so that it needs no Kafka, and commands over it ({@link
 * Said}).
 */
public record ImportedOrdersFixture(Path dir) {

  private static final String PIPELINE =
      """
      pipeline: shop
      streams:
        orders:
          topic: shop.orders
          columns: { id: BIGINT NOT NULL, at: BIGINT NOT NULL }
          id: id
          time: at
          imports:
            old: { format: json }
      """;

  /** Exit code of a command, and all that it printed. */
  public record Said(int code, String text) {}

  /** An environment file of that catalog. */
  public Path environment(String namespace, Map<String, String> catalog) throws IOException {
    String properties =
        catalog.entrySet().stream()
            .map(e -> "  " + e.getKey() + ": \"" + e.getValue() + "\"")
            .collect(Collectors.joining("\n"));
    return Files.writeString(
        dir.resolve(namespace + ".yaml"),
        """
        kafka: { bootstrap.servers: "localhost:1" }
        namespace: %s
        checkpoints: "file://%s/checkpoints"
        catalog:
        %s
        """
            .formatted(namespace, dir, properties));
  }

  public Said run(Path environment, String... command) throws IOException {
    Path pipeline = Files.writeString(dir.resolve("pipeline.yaml"), PIPELINE);
    List<String> words = new ArrayList<>(List.of(command));
    words.add(1, pipeline.toString());
    words.addAll(List.of("-e", environment.toString()));
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    int code = Tidemark.run(out, out, words.toArray(String[]::new));
    return new Said(code, text.toString());
  }
}
