package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.lake.RestLakeLocation;
import io.tidemark.testing.faults.process.ConditionAwait;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import io.tidemark.testing.lakes.proxy.ExchangeInterceptor;
import io.tidemark.testing.lakes.proxy.FaultyProxy;
import io.tidemark.testing.lakes.proxy.LostResponseFault;
import io.tidemark.testing.lakes.proxy.LostResponseFault.Loss;
import io.tidemark.testing.lakes.proxy.ProxyFault;
import io.tidemark.testing.lakes.proxy.RefusedRequestFault;
import io.tidemark.testing.lakes.proxy.SlowNetworkFault;
import io.tidemark.testing.lakes.proxy.UploadResetFault;
import java.time.Duration;

/**
 * Faults of an object store and a REST catalog, and of the network to them ({@link FaultyProxy});
 * called by {@link FaultInjector}.
 */
final class LakeFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 50;
  private static final int BYTES_A_SECOND = 50_000;
  private static final Duration DELAY = Duration.ofMillis(400);
  private static final int PASSING = 3;

  private LakeFaults() {}

  static String refuseStore(TestDeployment deployment, ScheduledFault step) throws Exception {
    boolean silent = step.choice() % 2 == 1;
    String how = silent ? "connections closed" : "times SlowDown";
    return hold(deployment.lake().storeProxy(), new RefusedRequestFault(silent), step, how);
  }

  static String slowStore(TestDeployment deployment, ScheduledFault step) throws Exception {
    return hold(
        deployment.lake().storeProxy(),
        new SlowNetworkFault(BYTES_A_SECOND, DELAY),
        step,
        "slow answers");
  }

  static String resetUploads(TestDeployment deployment, ScheduledFault step) throws Exception {
    int passing = step.choice() % 2 * PASSING;
    return hold(
        deployment.lake().storeProxy(), new UploadResetFault(passing), step, "uploads broken");
  }

  /** Of the commits to the catalog, or of the catalog's own writing of metadata. */
  static String loseAnswers(TestDeployment deployment, ScheduledFault step) throws Exception {
    Loss loss = Loss.values()[step.choice() / 2 % Loss.values().length];
    boolean ofStore = step.choice() % 4 == 0;
    FaultyProxy proxy = ofStore ? deployment.lake().storeProxy() : deployment.lake().catalogProxy();
    ProxyFault losing =
        new LostResponseFault(
            ofStore ? LostResponseFault.METADATA_WRITE : LostResponseFault.REST_COMMIT, loss);
    String what = ofStore ? "writes of metadata" : "commits";
    return hold(proxy, losing, step, what + " without answer, by " + loss);
  }

  /** At least until it has struck: a job that waits to be restarted calls nobody. */
  private static String hold(
      FaultyProxy proxy, ProxyFault behaviour, ScheduledFault step, String what) throws Exception {
    proxy.set(behaviour);
    try {
      Thread.sleep(step.hold().toMillis());
      ConditionAwait.until(what, PATIENCE, POLL_MILLIS, () -> behaviour.struck() > 0);
    } finally {
      proxy.set(ExchangeInterceptor.PASS);
    }
    return behaviour.struck() + " " + what;
  }

  static String killCatalog(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.lake().catalog().kill();
    String said = away(step);
    deployment.lake().catalog().restart();
    return said;
  }

  /** For longer than its clients wait; then it does what they have long given up, and repeat. */
  static String pauseCatalog(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.lake().catalog().pause();
    Thread.sleep(RestLakeLocation.CLIENT_PATIENCE.toMillis() + step.hold().toMillis());
    deployment.lake().catalog().resume();
    return "";
  }

  static String killStore(TestDeployment deployment, ScheduledFault step) throws Exception {
    deployment.lake().store().kill();
    String said = away(step);
    deployment.lake().store().restart();
    return said;
  }

  /** Half of the times it comes back at once. */
  private static String away(ScheduledFault step) throws InterruptedException {
    if (step.choice() % 2 == 0) {
      return "";
    }
    Thread.sleep(step.hold().toMillis());
    return "away for " + step.hold().toMillis() + " ms";
  }
}
