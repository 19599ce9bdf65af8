package io.tidemark.testing.hdfs;

import io.tidemark.testing.lakes.ParentProcessListener;
import java.io.File;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * Main class of the process of a {@link io.tidemark.testing.lakes.HdfsCluster}: a name node and
 * data nodes, which end when the process does that started this one.
 */
final class HdfsMain {

  /** Printed when it is up, and when a data node is gone. */
  private static final String READY = "ready";

  private HdfsMain() {}

  /**
   * @param words directory of blocks and names, port of the name node, number of data nodes
   */
  public static void main(String[] words) throws Exception {
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, new File(words[0]).getAbsolutePath());
    settings.set("dfs.replication", "2");
    settings.set("dfs.permissions.enabled", "false");
    // A data node that dies is not waited for.
    settings.set("dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER");
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(settings)
            .nameNodePort(Integer.parseInt(words[1]))
            .numDataNodes(Integer.parseInt(words[2]))
            .build();
    cluster.waitActive();
    ParentProcessListener.obey(
        order -> {
          cluster.stopDataNode(Integer.parseInt(order));
          System.out.println(READY);
        },
        end -> {});
    System.out.println(READY);
  }
}
