package io.tidemark;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;

/** Scanner of a source file that knows the name of each method with that of its type. */
abstract class MethodScanner extends TreeScanner<Void, Void> {

  private String type = "";

  @Override
  public final Void visitClass(ClassTree tree, Void unused) {
    String outer = type;
    type = tree.getSimpleName().toString();
    super.visitClass(tree, null);
    type = outer;
    return null;
  }

  /** Simple name of the type that is looked at, and of that method. */
  final String nameOf(MethodTree method) {
    return type + "." + method.getName();
  }
}
