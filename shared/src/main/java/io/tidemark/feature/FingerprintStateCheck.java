package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.UserException;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Saves a feature set's definition with its state, and refuses the state of another definition: an
 * event in the state has the slots of the {@link SlotPlan} that there was when it came.
 *
 * <p>The definition is saved as the text of {@link StateDefinitionEncoder}, a contract with
 * savepoints.
 */
final class FingerprintStateCheck implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String set;
  private final String definition;

  private transient ListState<String> saved;

  FingerprintStateCheck(FeatureSet set, SlotPlan plan) {
    this.set = set.name();
    this.definition = StateDefinitionEncoder.encode(set, plan);
  }

  void restore(FunctionInitializationContext context) throws Exception {
    saved =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("definition", Types.STRING));
    if (context.isRestored()) {
      check(saved.get());
    }
  }

  /** The definition as it is saved. */
  String text() {
    return definition;
  }

  void snapshot() throws Exception {
    saved.update(List.of(definition));
  }

  /**
   * @param before the definitions that the subtasks have saved; none where the set is new
   * @throws SuppressRestartsException if the state is not that of this definition
   */
  void check(Iterable<String> before) {
    if (!before.iterator().hasNext()) {
      throw refusal("it is new, and the job goes on from where the other sets are");
    }
    for (String one : before) {
      if (!one.equals(definition)) {
        throw refusal("its aggregates or streams are not those of the checkpoint");
      }
    }
  }

  private SuppressRestartsException refusal(String what) {
    return new SuppressRestartsException(
        new UserException(
            "feature set " + set,
            what,
            "a job that goes on does not see the past again, so its values would be wrong",
            "--bootstrap lake, to rebuild the state from the tables; or another `namespace:`"));
  }
}
