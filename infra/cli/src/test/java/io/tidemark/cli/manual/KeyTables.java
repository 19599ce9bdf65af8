package io.tidemark.cli.manual;

import static io.tidemark.cli.manual.MarkdownTable.code;

import io.tidemark.definition.draft.ConfigKey;
import io.tidemark.definition.draft.ConfigKeys;
import io.tidemark.definition.parser.EnvironmentFileKeys;
import io.tidemark.definition.parser.PipelineFileKeys;
import java.util.List;

/** Tables of the keys of pipeline and environment files, as the parsers know them. */
final class KeyTables {

  private KeyTables() {}

  static List<GeneratedSection> sections() {
    return List.of(
        pipelineFile("pipeline", PipelineFileKeys.PIPELINE),
        pipelineFile("stream", PipelineFileKeys.STREAM),
        pipelineFile("column", PipelineFileKeys.COLUMN),
        pipelineFile("import", PipelineFileKeys.IMPORT),
        pipelineFile("feature-set", PipelineFileKeys.FEATURE_SET),
        pipelineFile("input", PipelineFileKeys.INPUT),
        pipelineFile("trigger", PipelineFileKeys.TRIGGER),
        pipelineFile("feature", PipelineFileKeys.FEATURE),
        environmentFile("environment", EnvironmentFileKeys.ENVIRONMENT),
        environmentFile("schema-registry", EnvironmentFileKeys.SCHEMA_REGISTRY));
  }

  private static GeneratedSection pipelineFile(String name, ConfigKeys keys) {
    return new GeneratedSection("reference/pipeline-file.md", name, table(keys));
  }

  private static GeneratedSection environmentFile(String name, ConfigKeys keys) {
    return new GeneratedSection("reference/environment-file.md", name, table(keys));
  }

  private static String table(ConfigKeys keys) {
    MarkdownTable table = new MarkdownTable("key", "value", "default", "what it is");
    keys.all().forEach(k -> table.row(code(k.name()), k.value(), whenMissing(k), k.meaning()));
    return table.toString();
  }

  private static String whenMissing(ConfigKey key) {
    return key.required()
        ? "**required**"
        : key.byDefault().map(MarkdownTable::code).orElse(key.unset());
  }
}
