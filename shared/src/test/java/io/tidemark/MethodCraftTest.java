package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the size of methods and files of all modules; one that is longer has a second subject. */
class MethodCraftTest {

  private static final int LONGEST_METHOD = 40;
  private static final int LONGEST_OF_NINE_IN_TEN = 15;
  private static final int LONGEST_FILE = 300;

  /** One switch with a line for each kind: the compiler finds what it lacks. */
  private static final Set<String> SWITCHES = Set.of("FaultInjector.inject");

  private static List<Path> sources;
  private static List<Method> methods;

  /** From the line of its name, or of its first annotation, to the closing brace. */
  private record Method(String name, long lines) {}

  @BeforeAll
  static void parse() throws IOException {
    sources = SourceFiles.find();
    assertThat(sources).hasSizeGreaterThan(500);
    methods = methodsOf(sources);
    assertThat(methods).hasSizeGreaterThan(3_000);
  }

  @Test
  void noMethodIsLong() {
    assertThat(methods)
        .filteredOn(method -> !SWITCHES.contains(method.name()))
        .filteredOn(method -> method.lines() > LONGEST_METHOD)
        .isEmpty();
  }

  @Test
  void nineInTenMethodsAreShort() {
    List<Long> lengths = methods.stream().map(Method::lines).sorted().toList();
    assertThat(lengths.get(lengths.size() * 9 / 10)).isLessThanOrEqualTo(LONGEST_OF_NINE_IN_TEN);
  }

  @Test
  void noFileIsLong() {
    assertThat(sources).filteredOn(file -> linesOf(file) > LONGEST_FILE).isEmpty();
  }

  private static List<Method> methodsOf(List<Path> sources) throws IOException {
    List<Method> found = new ArrayList<>();
    SourceFiles.parse(
        sources, (unit, positions) -> new LengthScanner(unit, positions, found).scan(unit, null));
    return found;
  }

  private static long linesOf(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Collects the methods of a file that have a body. */
  private static final class LengthScanner extends MethodScanner {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> found;

    LengthScanner(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
      if (tree.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, tree));
        long last = lines.getLineNumber(positions.getEndPosition(unit, tree));
        found.add(new Method(nameOf(tree), last - first + 1));
      }
      return super.visitMethod(tree, null);
    }
  }
}
