package io.tidemark.lake.publish;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;

/**
 * Makes tables whose catalog loses the answer to a commit, or refuses it, for {@link
 * RangePublisherTest}.
 */
final class LossyOperations {

  private LossyOperations() {}

  static Table table(BaseTable table, boolean commits, RuntimeException failure) {
    TableOperations real = table.operations();
    TableOperations lossy =
        (TableOperations)
            Proxy.newProxyInstance(
                LossyOperations.class.getClassLoader(),
                new Class<?>[] {TableOperations.class},
                (proxy, method, arguments) -> {
                  boolean commit = method.getName().equals("commit");
                  try {
                    Object result = commit && !commits ? null : method.invoke(real, arguments);
                    if (commit) {
                      throw failure;
                    }
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new BaseTable(lossy, table.name());
  }
}
