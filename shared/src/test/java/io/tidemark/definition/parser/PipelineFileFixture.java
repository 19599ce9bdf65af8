package io.tidemark.definition.parser;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Fixture of pipeline files: writes one, reads it by {@link PipelineFile}, and gives the model or
 * the problems.
 */
public final class PipelineFileFixture {

  /** A stream that is right; a feature set may follow from line 15 on. */
  public static final String SHOP =
      """
      pipeline: shop
      streams:
        activity:
          topic: shop.activity
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
            kind: STRING
            price: DECIMAL(10, 2)
            quantity: INT
            note: STRING
          id: event_id
          time: occurred_at
      """;

  /** A feature set; columns may follow from line 20 on, and line 20 has 6 blanks before it. */
  static final String SET =
      SHOP
          + """
          features:
            customer:
              entity: [customer_id]
              from: [activity]
              columns:
          """;

  private PipelineFileFixture() {}

  public static Pipeline pipeline(String yaml) {
    return with("shop.yaml", yaml, PipelineFile::read);
  }

  /** Problems of a pipeline file, as {@code line:column what}. */
  public static List<String> problems(String yaml) {
    return problemsOf(() -> pipeline(yaml));
  }

  /** Problems of a set whose columns are given, from line 20 on. */
  static List<String> problemsOfColumns(String... columns) {
    return problems(SET + "      " + String.join("\n      ", columns) + "\n");
  }

  static List<String> problemsOf(Runnable reading) {
    return problemsIn(reading).stream()
        .map(p -> p.where().replaceFirst("^.*\\.yaml:", "") + " " + p.what())
        .toList();
  }

  static List<Problem> problemsIn(Runnable reading) {
    UserException thrown = catchThrowableOfType(UserException.class, reading::run);
    return thrown == null ? List.of() : thrown.problems();
  }

  static <T> T with(String name, String content, Function<Path, T> reader) {
    try {
      Path dir = Files.createTempDirectory("tidemark");
      Path file = Files.writeString(dir.resolve(name), content);
      try {
        return reader.apply(file);
      } finally {
        Files.delete(file);
        Files.delete(dir);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
