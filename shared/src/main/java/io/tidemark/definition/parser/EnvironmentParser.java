package io.tidemark.definition.parser;

import io.tidemark.definition.Environment;
import io.tidemark.definition.SchemaRegistry;
import io.tidemark.definition.draft.ConfigNode;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigNodeChecks;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.DurationFormat;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.ProblemCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parses a configuration tree into an {@link Environment}. Problems never show the value of a
 * variable, for it may be a password.
 */
final class EnvironmentParser {

  private final ProblemCollector problems;

  EnvironmentParser(ProblemCollector problems) {
    this.problems = problems;
  }

  /** The environment; of no use if there are problems. */
  Environment check(ConfigNode draft) {
    ConfigSection section =
        new ConfigSection(
            "the environment", draft.place(), draft, EnvironmentFileKeys.ENVIRONMENT, problems);
    Map<String, String> catalog = catalog(section);
    String catalogName =
        Optional.ofNullable(catalog.remove("name")).orElse(EnvironmentFile.CATALOG_NAME);
    int parallelism = parallelism(section);
    return new Environment(
        kafka(section),
        catalogName,
        catalog,
        namespace(section),
        checkpoints(section),
        DurationFormat.read(section, "checkpoint_interval", Duration.ofMillis(10)),
        parallelism,
        EnumParser.read(section, "delivery", Environment.Delivery.class),
        deadLetters(section),
        section.find("schema_registry").map(found -> registry(section, found)),
        flink(section, parallelism));
  }

  private SchemaRegistry registry(ConfigSection environment, ConfigNode draft) {
    ConfigSection section =
        new ConfigSection(
            "schema_registry",
            environment.placeOf("schema_registry"),
            draft,
            EnvironmentFileKeys.SCHEMA_REGISTRY,
            problems);
    Optional<Text> url = section.text("url");
    url.filter(u -> !u.value().matches("https?://[^/]+.*"))
        .ifPresent(
            u -> section.report("url", u, "url is " + u.written(), "url is that of a server"));
    return new SchemaRegistry(
        url.map(u -> u.value().replaceFirst("/+$", "")).orElse(""),
        section.text("username").map(Text::value),
        section.text("password").map(Text::value));
  }

  private Optional<String> deadLetters(ConfigSection section) {
    Optional<Text> topic = section.text("dead_letters");
    topic.ifPresent(new NameRules(problems)::checkTopic);
    return topic.map(Text::value);
  }

  private Map<String, String> kafka(ConfigSection section) {
    Map<String, String> kafka = properties(section, "kafka");
    if (section.has("kafka") && kafka.getOrDefault("bootstrap.servers", "").isBlank()) {
      problems.add(
          section.placeOf("kafka"),
          "kafka has no bootstrap.servers",
          "kafka is the properties of Kafka's clients, bootstrap.servers among them",
          EnvironmentFileKeys.ENVIRONMENT.example("kafka"));
    }
    return kafka;
  }

  private Map<String, String> catalog(ConfigSection section) {
    Map<String, String> catalog = properties(section, "catalog");
    boolean named = catalog.containsKey("type") != catalog.containsKey("catalog-impl");
    if (section.has("catalog") && !named) {
      problems.add(
          section.placeOf("catalog"),
          "catalog does not say which one it is",
          "Iceberg needs either type or catalog-impl; all keys but name go to it untouched",
          EnvironmentFileKeys.ENVIRONMENT.example("catalog"));
    }
    return catalog;
  }

  private Map<String, String> flink(ConfigSection section, int parallelism) {
    KeyGroupsCheck keyGroups = new KeyGroupsCheck(problems);
    for (Entry entry : section.entries("flink")) {
      if (ReservedOptions.have(entry.key().value())) {
        problems.add(
            entry.key().place(),
            "flink sets " + entry.key().written(),
            "the jobs set their mode, time zone (UTC) and kind of checkpoints, for exactly-once hangs on"
                + " them; checkpoints, checkpoint_interval and parallelism are keys of the environment",
            EnvironmentFileKeys.ENVIRONMENT.example("flink"));
      }
      keyGroups.check(entry, parallelism);
    }
    return properties(section, "flink");
  }

  /** A mapping of free keys to single values. */
  private Map<String, String> properties(ConfigSection section, String key) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (Entry entry : section.entries(key)) {
      if (entry.value() instanceof Text text) {
        properties.put(entry.key().value(), text.value());
      } else {
        properties.put(entry.key().value(), "");
        problems.add(
            entry.value().place(),
            key + "." + entry.key().written() + ConfigNodeChecks.is(entry.value()),
            "properties have single values; the dots of a nested key stand in its name",
            EnvironmentFileKeys.ENVIRONMENT.example(key));
      }
    }
    return properties;
  }

  private static Optional<String> namespace(ConfigSection section) {
    Optional<Text> namespace = section.text("namespace");
    namespace
        .filter(n -> !n.value().matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*"))
        .ifPresent(
            n ->
                section.report(
                    "namespace",
                    n,
                    "namespace is " + n.written(),
                    "a namespace is a snake_case name, or several with dots between"));
    return namespace.map(Text::value);
  }

  /** Converts an absolute path to the URI that Flink wants. */
  private static String uri(String directory) {
    return directory.startsWith("/") ? Path.of(directory).toUri().toString() : directory;
  }

  private static String checkpoints(ConfigSection section) {
    Optional<Text> checkpoints = section.text("checkpoints");
    checkpoints
        .filter(c -> !c.value().matches("[a-z][a-z0-9+.-]*:/.*|/.*"))
        .ifPresent(
            c ->
                section.report(
                    "checkpoints",
                    c,
                    "checkpoints is " + c.written(),
                    "checkpoints is the URI of a directory, or an absolute path"));
    return checkpoints.map(Text::value).map(EnvironmentParser::uri).orElse("");
  }

  private static int parallelism(ConfigSection section) {
    Optional<Text> parallelism = section.text("parallelism");
    boolean good = parallelism.map(p -> p.value().strip().matches("[1-9]\\d{0,3}")).orElse(true);
    if (!good) {
      section.report(
          "parallelism",
          parallelism.get(),
          "parallelism is " + parallelism.get().written(),
          "parallelism is a whole number from 1 to 9999");
    }
    return good
        ? parallelism
            .map(p -> Integer.parseInt(p.value().strip()))
            .orElse(EnvironmentFile.PARALLELISM)
        : EnvironmentFile.PARALLELISM;
  }
}
