package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.tidemark.definition.draft.ConfigKeys;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DocumentedKeysTest {

  @Test
  void theReferenceExplainsEveryKeyThatAFileMayHave() throws Exception {
    Path reference = Path.of("../docs/reference");
    String pages =
        Files.readString(reference.resolve("pipeline-file.md"))
            + Files.readString(reference.resolve("environment-file.md"));
    Set<String> keys = keys();
    assertThat(keys).contains("pipeline", "checkpoint_interval", "where");
    assertThat(keys).allSatisfy(key -> assertThat(pages).contains("| `" + key + "`"));
  }

  /** Keys of every class that parses a section of a file. */
  private static Set<String> keys() throws IllegalAccessException {
    Set<String> keys = new TreeSet<>();
    for (JavaField field :
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.tidemark.definition")
                .stream()
                .flatMap(type -> type.getFields().stream())
                .filter(f -> f.getRawType().isEquivalentTo(ConfigKeys.class) && isStatic(f))
                .toList()) {
      Field known = field.reflect();
      known.setAccessible(true);
      keys.addAll(((ConfigKeys) known.get(null)).examples().keySet());
    }
    return keys;
  }

  private static boolean isStatic(JavaField field) {
    return Modifier.isStatic(field.reflect().getModifiers());
  }
}
