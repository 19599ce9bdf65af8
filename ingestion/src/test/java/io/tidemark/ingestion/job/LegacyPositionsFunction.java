package io.tidemark.ingestion.job;

import io.tidemark.ingestion.ReadPosition;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.runtime.kryo.JavaSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.functions.StateBootstrapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Writes the operator state of the ledger of offsets as it was before leader epochs were kept in
 * it: {@link ReadPosition}s alone.
 */
final class LegacyPositionsFunction extends StateBootstrapFunction<ReadPosition> {

  private static final long serialVersionUID = 1L;
  private static final String JAVA = JavaSerializer.class.getName();
  private static final TypeInformation<ReadPosition> POSITION = Types.POJO(ReadPosition.class);

  private transient ListState<ReadPosition> saved;
  private transient ReadPosition position;

  private LegacyPositionsFunction() {}

  /** Writes a savepoint anew, with such a state. */
  static void write(String savepoint, String uid, ReadPosition position, String target)
      throws Exception {
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    // As in StateBootstrapJob: Kryo's own way cannot read all of it back.
    settings.set(
        PipelineOptions.SERIALIZATION_CONFIG,
        Stream.of(OperatorSubtaskState.class, OperatorState.class)
            .map(type -> type.getName() + ": {type: kryo, kryo-type: default, class: " + JAVA + "}")
            .toList());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    OperatorIdentifier ledger = OperatorIdentifier.forUid(uid);
    SavepointWriter.fromExistingSavepoint(env, savepoint)
        .removeOperator(ledger)
        .withOperator(
            ledger,
            OperatorTransformation.bootstrapWith(env.fromData(POSITION, position))
                .transform(new LegacyPositionsFunction()))
        .write(target);
    env.execute();
  }

  @Override
  public void processElement(ReadPosition value, Context context) {
    position = value;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    saved =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("positions", POSITION));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    saved.update(List.of(position));
  }
}
