package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rule of CONTRIBUTING on uids: an operator sets its name and its uid, a constant of its class,
 * in a static {@code attach(input, ...)}; graphs and jobs call that. That no operator is without
 * one is Flink's to say: by {@code JobSettings} it refuses to generate uids, in BATCH too. Only
 * {@code StateBootstrapJob} lets it, for Flink's writer of savepoints.
 */
class OperatorAttachTest {

  /** Wrappers of others' operators: what is not our class has no place of its own for a uid. */
  private static final Map<String, String> WRAPPERS =
      Map.of(
          "LakeSource.read", "Iceberg's source, and Flink's assigner of timestamps",
          "LakeSink.append", "Iceberg's sink, whose builder names its operators",
          "SortedStagingWriter.write", "Flink's sort",
          "KafkaEventSource.messages", "Kafka's source");

  private static final Set<String> SETTERS = Set.of("uid", "uidSuffix", "uidPrefix", "setUidHash");

  private static List<Uid> uids;

  /**
   * A call that sets a uid.
   *
   * @param method where it is, with its class
   * @param attach whether that is a static {@code attach}
   * @param literal whether the uid has text that is no constant
   */
  private record Uid(String method, boolean attach, boolean literal) {}

  @BeforeAll
  static void findUids() throws IOException {
    // Benchmarks measure graphs of their own, of which no state is kept.
    List<Path> shipped =
        SourceFiles.find().stream()
            .filter(file -> !file.toString().contains("/benchmarks/"))
            .toList();
    uids = new ArrayList<>();
    SourceFiles.parse(shipped, (unit, positions) -> new UidScanner().scan(unit, null));
    assertThat(uids).hasSizeGreaterThan(30);
  }

  @Test
  void onlyTheOperatorItselfSetsItsUid() {
    assertThat(uids)
        .allSatisfy(
            uid ->
                assertThat(uid.attach() || WRAPPERS.containsKey(uid.method()))
                    .as(uid.method())
                    .isTrue());
  }

  @Test
  void aUidBeginsWithAConstant() {
    assertThat(uids).filteredOn(Uid::literal).isEmpty();
  }

  @Test
  void everyWrapperIsOne() {
    assertThat(uids).extracting(Uid::method).containsAll(WRAPPERS.keySet());
  }

  /** Collects the calls of a file. */
  private static final class UidScanner extends MethodScanner {

    private String method = "";
    private boolean attach;

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
      String outer = method;
      boolean outerAttach = attach;
      method = nameOf(tree);
      attach =
          tree.getName().contentEquals("attach")
              && tree.getModifiers().getFlags().contains(Modifier.STATIC);
      super.visitMethod(tree, null);
      method = outer;
      attach = outerAttach;
      return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
      if (tree.getMethodSelect() instanceof MemberSelectTree select
          && SETTERS.contains(select.getIdentifier().toString())
          && tree.getArguments().size() == 1) {
        uids.add(new Uid(method, attach, hasLiteral(tree.getArguments().get(0))));
      }
      return super.visitMethodInvocation(tree, null);
    }

    private static boolean hasLiteral(ExpressionTree argument) {
      return Boolean.TRUE.equals(new LiteralScanner().scan(argument, null));
    }
  }

  /** Finds text in an expression. */
  private static final class LiteralScanner extends TreeScanner<Boolean, Void> {

    @Override
    public Boolean visitLiteral(LiteralTree tree, Void unused) {
      return true;
    }

    @Override
    public Boolean reduce(Boolean one, Boolean other) {
      return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
    }
  }
}
