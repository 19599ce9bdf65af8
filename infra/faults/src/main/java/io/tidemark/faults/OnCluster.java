package io.tidemark.faults;

import java.io.IOException;

/** A live job whose tasks are in processes of their own. */
interface OnCluster extends Job {

  FlinkCluster cluster();

  /** Flink's id of the job that runs. */
  String id() throws IOException;

  void killTaskManager(String id) throws InterruptedException;
}
