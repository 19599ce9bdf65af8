package io.tidemark.definition.parser;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.definition.draft.YamlConfigReader;
import java.nio.file.Path;

/**
 * Reads pipeline files: YAML that says what is computed. {@link PipelineBuilder} does the same in
 * Java.
 *
 * <pre>{@code
 * Pipeline shop = PipelineFile.read(Path.of("shop.yaml"));
 * }</pre>
 */
public final class PipelineFile {

  private PipelineFile() {}

  /**
   * Reads and validates a pipeline file.
   *
   * @throws UserException with everything that is wrong, in the order of the file
   */
  public static Pipeline read(Path file) {
    return PipelineParser.check(YamlConfigReader.read(file));
  }
}
