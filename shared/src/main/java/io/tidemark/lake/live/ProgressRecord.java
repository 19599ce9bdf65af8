package io.tidemark.lake.live;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.TableLayout;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Watermark of one feature operator's subtask at a checkpoint: a row of the progress table. {@link
 * SealedRange} derives from these rows which ranges a live job has passed.
 *
 * @param subtask number of the feature operator's subtask, from 0
 * @param parallelism number of those subtasks
 * @param watermark its watermark in epoch milliseconds; {@link Long#MAX_VALUE} once the input is
 *     declared complete
 */
public record ProgressRecord(
    String featureSet,
    String jobId,
    long checkpointId,
    int subtask,
    int parallelism,
    long watermark) {

  /** Name of the table. */
  public static final String TABLE = "progress";

  static final String FEATURE_SET = "feature_set";
  static final String JOB_ID = "job_id";
  static final String CHECKPOINT_ID = "checkpoint_id";
  static final String SUBTASK = "subtask";
  static final String WATERMARK = "watermark";
  static final String PARALLELISM = "parallelism";

  /** What the table looks like. */
  public static final TableLayout LAYOUT =
      new TableLayout(
              TABLE,
              "How far the live job had come in event time at each of its checkpoints.",
              List.of(
                  new TableLayout.LayoutColumn(
                      FEATURE_SET,
                      new VarCharType(false, VarCharType.MAX_LENGTH),
                      "the feature set"),
                  new TableLayout.LayoutColumn(
                      JOB_ID,
                      new VarCharType(false, VarCharType.MAX_LENGTH),
                      "id of the Flink job"),
                  new TableLayout.LayoutColumn(
                      CHECKPOINT_ID, new BigIntType(false), "the checkpoint"),
                  new TableLayout.LayoutColumn(
                      SUBTASK, new IntType(false), "subtask of the feature operator, from 0"),
                  new TableLayout.LayoutColumn(
                      WATERMARK,
                      new BigIntType(false),
                      "watermark in epoch milliseconds; the greatest BIGINT when input is complete"),
                  new TableLayout.LayoutColumn(
                      PARALLELISM, new IntType(false), "number of subtasks")),
              TimePartitioning.NONE,
              "")
          .sortedBy(List.of(FEATURE_SET, CHECKPOINT_ID));
}
