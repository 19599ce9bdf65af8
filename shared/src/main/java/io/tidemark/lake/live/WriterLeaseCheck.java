package io.tidemark.lake.live;

import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.flink.TableLoader;

/**
 * Checks in a task whether a run still has its table, and the table its definition. Writers to
 * Kafka ask it, since Kafka knows nothing of {@link WriterLease}.
 */
public final class WriterLeaseCheck implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TableLoader loader;
  private final String table;
  private final WriterLease lease;
  private final AgreedFingerprint agreed;

  /**
   * @param layout of the table, which exists
   */
  public WriterLeaseCheck(Lake lake, TableLayout layout, WriterLease lease) {
    this.loader = lake.loader(layout.name());
    this.table = layout.name();
    this.lease = lease;
    this.agreed = AgreedFingerprint.of(layout, lake.table(table));
  }

  /** Name of the table. */
  public String table() {
    return table;
  }

  /**
   * Asks the catalog.
   *
   * @throws SuppressRestartsException if another run has taken the table over, or evolve has
   *     changed its definition
   */
  public void require() {
    try (TableLoader opened = loader.clone()) {
      opened.open();
      Map<String, String> properties = opened.loadTable().properties();
      lease.require(table, properties);
      agreed.requireLive(table, properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
