package io.duecast.service;

import io.duecast.contract.check.QualityRates;
import io.duecast.service.lake.QueryLimits;

/** Settings of {@code duecast.service}; each key is explained in {@code reference.conf}. */
public record ServiceSettings(
    String host,
    int port,
    String memoryLimit,
    int threads,
    int queryTimeoutSeconds,
    int queriesAtOnce,
    int refreshSeconds,
    int pageRows,
    int mostRows,
    int bodyBytes,
    int mostOrders,
    double qualityLimit) {

  public ServiceSettings {
    requireAtLeast(0, port, "port");
    requireAtLeast(1, threads, "threads");
    requireAtLeast(1, queryTimeoutSeconds, "query-timeout-seconds");
    requireAtLeast(1, queriesAtOnce, "queries-at-once");
    requireAtLeast(1, refreshSeconds, "refresh-seconds");
    requireAtLeast(1, pageRows, "page-rows");
    requireAtLeast(pageRows, mostRows, "most-rows");
    requireAtLeast(1024, bodyBytes, "body-bytes");
    requireAtLeast(1, mostOrders, "most-orders");
    if (qualityLimit < QualityRates.TARGET_RATE || qualityLimit > 1) {
      throw new IllegalArgumentException(
          "quality-limit is %s; it is at least %s, the target, and at most 1, which withholds nothing"
              .formatted(qualityLimit, QualityRates.TARGET_RATE));
    }
    if (!memoryLimit.matches("\\d+ ?(MB|GB)")) {
      throw new IllegalArgumentException(
          "memory-limit is " + memoryLimit + "; write it as 512MB or 2GB");
    }
  }

  QueryLimits limits() {
    return new QueryLimits(memoryLimit, threads, queryTimeoutSeconds, queriesAtOnce);
  }

  private static void requireAtLeast(int least, int value, String key) {
    if (value < least) {
      throw new IllegalArgumentException(key + " is " + value + "; it is at least " + least);
    }
  }
}
