package io.duecast.service.lake;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.lake.Lake;
import io.duecast.service.fault.ServiceFaults;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a lake that others write to. Every call of {@link #with} sees one {@link LakeSnapshot} from
 * begin to end; when a table has a new version, later calls see it, and the old snapshot closes
 * when its last reader is done.
 */
public final class LakeReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LakeReader.class);
  private static final int WAIT_SECONDS = 5;

  private final DeltaLog log;
  private final QueryLimits limits;
  private final Semaphore permits;
  private final ScheduledExecutorService poll =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lake-poll");
            thread.setDaemon(true);
            return thread;
          });
  private final Object swap = new Object();
  private Shared current;
  private Map<String, String> seen;

  private LakeReader(DeltaLog log, QueryLimits limits) {
    this.log = log;
    this.limits = limits;
    this.permits = new Semaphore(limits.atOnce(), true);
    this.seen = log.lastCommits();
    this.current = new Shared(snapshot());
  }

  /**
   * Opens a lake.
   *
   * @throws Fault when it is missing, not local, or written by another version
   */
  public static LakeReader open(Lake lake, QueryLimits limits) {
    return new LakeReader(DeltaLog.open(lake), limits);
  }

  /** The lake with its absolute root. */
  public Lake lake() {
    return log.lake();
  }

  /** Looks for new table versions every so many seconds. */
  public void follow(int seconds) {
    poll.scheduleWithFixedDelay(this::refreshQuietly, seconds, seconds, TimeUnit.SECONDS);
  }

  /** Runs a reading over the current snapshot. */
  public <T> T with(Function<LakeSnapshot, T> reading) {
    acquirePermit();
    try {
      Shared shared = acquire();
      try {
        return reading.apply(shared.snapshot);
      } finally {
        release(shared);
      }
    } finally {
      permits.release();
    }
  }

  /** Takes up new table versions; answers whether there were any. */
  public boolean refresh() {
    Map<String, String> now = log.lastCommits();
    synchronized (swap) {
      if (now.equals(seen)) {
        return false;
      }
    }
    Shared next = new Shared(snapshot());
    Shared old;
    synchronized (swap) {
      old = current;
      current = next;
      seen = now;
    }
    release(old);
    return true;
  }

  @Override
  public void close() {
    poll.shutdownNow();
    release(current);
  }

  private void refreshQuietly() {
    try {
      refresh();
    } catch (RuntimeException e) {
      LOG.warn("The lake could not be read again; the last answers stay in use.", e);
    }
  }

  private LakeSnapshot snapshot() {
    return LakeSnapshot.open(log.lake().root(), log.tables(), limits);
  }

  private void acquirePermit() {
    try {
      if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw ServiceFaults.busy(limits.atOnce());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ServiceFaults.busy(limits.atOnce());
    }
  }

  private Shared acquire() {
    synchronized (swap) {
      current.readers++;
      return current;
    }
  }

  private void release(Shared shared) {
    LakeSnapshot unused = null;
    synchronized (swap) {
      shared.readers--;
      if (shared.readers == 0) {
        unused = shared.snapshot;
      }
    }
    close(unused);
  }

  private static void close(@Nullable LakeSnapshot snapshot) {
    if (snapshot != null) {
      snapshot.close();
    }
  }

  /** A snapshot with its readers; being current counts as one. */
  private static final class Shared {
    private final LakeSnapshot snapshot;
    private int readers = 1;

    Shared(LakeSnapshot snapshot) {
      this.snapshot = snapshot;
    }
  }
}
