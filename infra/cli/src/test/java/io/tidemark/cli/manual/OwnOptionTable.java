package io.tidemark.cli.manual;

import static io.tidemark.cli.manual.MarkdownTable.code;

import io.tidemark.definition.draft.DurationFormat;
import io.tidemark.feature.FeatureOperator;
import io.tidemark.ingestion.job.IngestionJob;
import io.tidemark.ingestion.sink.TopicSinkFactory;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** Table of the options that stand among Flink's in an environment file, but are Tidemark's own. */
final class OwnOptionTable {

  private static final List<ConfigOption<?>> OPTIONS =
      List.of(IngestionJob.MAX_DRIFT, FeatureOperator.IN_USE, TopicSinkFactory.FAIL_ON_LOSS);

  private OwnOptionTable() {}

  static List<GeneratedSection> sections() {
    MarkdownTable table = new MarkdownTable("option", "default", "what it is");
    for (ConfigOption<?> option : OPTIONS) {
      String text = new HtmlFormatter().format(option.description());
      table.row(code(option.key()), code(written(option.defaultValue())), text);
    }
    return List.of(
        new GeneratedSection("reference/environment-file.md", "own-options", table.toString()));
  }

  private static String written(Object value) {
    return value instanceof Duration length ? DurationFormat.show(length) : value.toString();
  }
}
