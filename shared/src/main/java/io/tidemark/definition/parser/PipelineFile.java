package io.tidemark.definition.parser;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.definition.draft.YamlConfigReader;
import java.nio.file.Path;

/** Reads pipeline files: YAML that says what is computed. */
public final class PipelineFile {

  private PipelineFile() {}

  /**
   * The checked pipeline.
   *
   * @throws UserException with everything that is wrong, in the order of the file
   */
  public static Pipeline read(Path file) {
    return PipelineParser.check(YamlConfigReader.read(file));
  }
}
