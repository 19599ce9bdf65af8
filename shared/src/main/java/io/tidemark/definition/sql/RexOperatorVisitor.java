package io.tidemark.definition.sql;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.expressions.ResolvedExpression;

/**
 * Visits the operators of a planned expression, for {@link ExpressionValidator}: Calcite knows
 * which of them are deterministic. By reflection, since the planner's classes live behind a class
 * loader of their own.
 */
final class RexOperatorVisitor {

  /**
   * Operator or function of an expression.
   *
   * @param deterministic whether equal arguments always give equal values
   * @param aggregate whether it is an aggregate or a function of a window
   */
  record Operator(String name, boolean deterministic, boolean aggregate) {}

  private final List<Operator> operators = new ArrayList<>();
  private final ClassLoader planner;

  private RexOperatorVisitor(ClassLoader planner) {
    this.planner = planner;
  }

  /** All operators of the expression, outermost first. */
  static List<Operator> operators(ResolvedExpression expression) {
    try {
      Object node = expression.getClass().getMethod("getRexNode").invoke(expression);
      RexOperatorVisitor tree = new RexOperatorVisitor(node.getClass().getClassLoader());
      tree.visit(node);
      return tree.operators;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Flink's planner is not the one this was built for", e);
    }
  }

  private void visit(Object node) throws ReflectiveOperationException {
    if (isA("org.apache.calcite.rex.RexCall", node)) {
      operators.add(operator(get("org.apache.calcite.rex.RexCall", "getOperator", node)));
      for (Object operand : (List<?>) get("org.apache.calcite.rex.RexCall", "getOperands", node)) {
        visit(operand);
      }
    } else if (isA("org.apache.calcite.rex.RexFieldAccess", node)) {
      visit(get("org.apache.calcite.rex.RexFieldAccess", "getReferenceExpr", node));
    }
  }

  private Operator operator(Object operator) throws ReflectiveOperationException {
    return new Operator(
        (String) property("getName", operator),
        is("isDeterministic", operator) && !is("isDynamicFunction", operator),
        is("isAggregator", operator)
            || is("isGroup", operator)
            || is("isGroupAuxiliary", operator));
  }

  private boolean is(String property, Object operator) throws ReflectiveOperationException {
    return (boolean) property(property, operator);
  }

  private Object property(String property, Object operator) throws ReflectiveOperationException {
    return get("org.apache.calcite.sql.SqlOperator", property, operator);
  }

  private boolean isA(String type, Object node) throws ClassNotFoundException {
    return planner.loadClass(type).isInstance(node);
  }

  private Object get(String type, String method, Object target)
      throws ClassNotFoundException,
          NoSuchMethodException,
          IllegalAccessException,
          InvocationTargetException {
    return planner.loadClass(type).getMethod(method).invoke(target);
  }
}
