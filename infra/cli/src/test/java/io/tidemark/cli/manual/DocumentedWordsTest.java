package io.tidemark.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.draft.DurationFormat;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ITypeInfo;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words that a user may choose from are in the reference. Those of keys are there as values,
 * made from the code; here are the others.
 */
class DocumentedWordsTest {

  private static final String PIPELINE_FILE = "reference/pipeline-file.md";

  static List<CommandSpec> commands() {
    return CommandTables.commands();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionSaysWhatThereIsToChooseFrom(CommandSpec command) {
    for (OptionSpec option : command.options()) {
      String text = option.paramLabel() + " " + String.join(" ", option.description());
      assertThat(words(option))
          .allSatisfy(word -> assertThat(text).as(option.longestName()).containsIgnoringCase(word));
    }
  }

  @Test
  void theReferenceHasEveryUnitOfTime() throws IOException {
    String page = ManualPages.text(PIPELINE_FILE);
    assertThat(DurationFormat.units())
        .contains("ms", "minute")
        .allSatisfy(unit -> assertThat(page).contains("`" + unit + "`"));
  }

  @Test
  void theReferenceHasEveryTypeOfAColumn() throws IOException {
    String types =
        ManualPages.text(PIPELINE_FILE)
            .lines()
            .filter(line -> line.startsWith("| `type` |"))
            .findFirst()
            .orElseThrow();
    assertThat(ValueType.Kind.values())
        .allSatisfy(kind -> assertThat(types).containsPattern("\\b" + kind + "\\b"));
  }

  private static List<String> words(OptionSpec option) {
    ITypeInfo type = option.typeInfo();
    return Stream.concat(Stream.of(type), type.getAuxiliaryTypeInfos().stream())
        .filter(ITypeInfo::isEnum)
        .flatMap(one -> one.getEnumConstantNames().stream())
        .distinct()
        .toList();
  }
}
