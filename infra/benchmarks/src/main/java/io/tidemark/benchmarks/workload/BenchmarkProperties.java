package io.tidemark.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Properties as lines of {@code name=value}, by which the processes of a benchmark communicate,
 * whatever their language. A {@link BenchmarkWorkload} is sent as such.
 */
public record BenchmarkProperties(Map<String, String> values) {

  public BenchmarkProperties {
    values = new LinkedHashMap<>(values);
  }

  public static BenchmarkProperties none() {
    return new BenchmarkProperties(Map.of());
  }

  public static BenchmarkProperties of(String name, Object value) {
    return new BenchmarkProperties(Map.of(name, String.valueOf(value)));
  }

  public BenchmarkProperties with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, String.valueOf(value));
    return new BenchmarkProperties(more);
  }

  public BenchmarkProperties with(BenchmarkProperties others) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.putAll(others.values);
    return new BenchmarkProperties(more);
  }

  public String text(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + this));
  }

  public long number(String name) {
    return Long.parseLong(text(name));
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Properties whose names have the prefix, with the prefix removed. */
  public Map<String, String> beginningWith(String prefix) {
    Map<String, String> found = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  public static BenchmarkProperties read(Path file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    return new BenchmarkProperties(values);
  }

  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    values.forEach((name, value) -> lines.add(name + "=" + value));
    Files.write(file, lines);
  }
}
