package io.duecast.service.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.duecast.service.GoldenLake;
import io.duecast.service.RunningService;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Single orders sent along to a real service over the golden lake, beside a route that does
 * nothing. Prints requests a second, the middle and the 99th percentile; argument: seconds of each
 * part.
 */
public final class ServiceBenchmark {

  private static final int THREADS = 2;

  private ServiceBenchmark() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    try (RunningService service = RunningService.over(GoldenLake.lake())) {
      List<String> orders = orders(service);
      IntFunction<HttpResponse<byte[]>> live = i -> service.get("/v1/health/live");
      IntFunction<HttpResponse<byte[]>> score =
          i -> service.post("/v1/scores", orders.get(i % orders.size()));
      run("warm-up", seconds, score);
      double bare = run("GET /v1/health/live", seconds, live);
      double scored = run("POST /v1/scores, one order", seconds, score);
      print("  ratio to the bare route", scored / bare, "");
    }
  }

  /** The listed lines as a caller without a lake would send them. */
  private static List<String> orders(RunningService service) {
    List<String> orders = new ArrayList<>();
    for (JsonNode row : service.json("/v1/open-orders?limit=200").get("rows")) {
      ObjectNode order = JsonNodeFactory.instance.objectNode();
      for (String field :
          List.of(
              "order_line_key",
              "direction",
              "partner_key",
              "item_key",
              "buyer_code",
              "org",
              "order_date",
              "required_date",
              "promised_date_first",
              "promised_date",
              "qty")) {
        order.set(field, row.get(field));
      }
      orders.add(JsonNodeFactory.instance.objectNode().set("order", order).toString());
    }
    return orders;
  }

  /** Requests a second. */
  private static double run(String what, int seconds, IntFunction<HttpResponse<byte[]>> request)
      throws InterruptedException, ExecutionException {
    ExecutorService clients = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<long[]>> parts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread;
        parts.add(clients.submit(() -> client(first, seconds, request)));
      }
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> part : parts) {
        all.add(part.get());
      }
      long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      double rate = nanos.length / (double) seconds;
      print(what, rate, "requests/s");
      print("  p50", nanos[nanos.length / 2] / 1e6, "ms");
      print("  p99", nanos[(int) (nanos.length * 0.99)] / 1e6, "ms");
      return rate;
    } finally {
      clients.shutdown();
    }
  }

  private static long[] client(int first, int seconds, IntFunction<HttpResponse<byte[]>> request) {
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int i = first; System.nanoTime() < end; i += THREADS) {
      long start = System.nanoTime();
      HttpResponse<byte[]> answer = request.apply(i);
      nanos.add(System.nanoTime() - start);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(RunningService.text(answer));
      }
    }
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }

  @SuppressWarnings("SystemOut")
  private static void print(String what, double value, String unit) {
    System.out.printf(Locale.ROOT, "%-40s %12.2f %s%n", what, value, unit);
  }
}
