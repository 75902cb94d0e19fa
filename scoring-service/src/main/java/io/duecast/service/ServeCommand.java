package io.duecast.service;

import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves until it is stopped. */
@Command(name = "serve", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--port", paramLabel = "PORT", descriptionKey = "serve.port")
  private @Nullable Integer port;

  @Option(names = "--host", paramLabel = "ADDRESS", descriptionKey = "serve.host")
  private @Nullable String host;

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = common.terminal();
    ServiceSettings settings = common.settings(ServiceSettings.class, "service");
    Service service =
        Service.start(
            common.lake(),
            settings,
            host == null ? settings.host() : host,
            port == null ? settings.port() : port);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  stopped.countDown();
                },
                "stop"));
    terminal.json(Map.of("address", service.address()));
    terminal.print(
        Text.of(
            "Duecast 已启动：%s （Ctrl-C 停止）".formatted(service.address()),
            "Duecast is ready: %s (Ctrl-C stops it)".formatted(service.address())));
    if (service.isLoopback()) {
      terminal.say(
          Text.of(
              "仅限本机访问；目前没有账号功能。", "Reachable from this machine only; there are no accounts yet."));
    } else {
      terminal.say(
          Text.of(
              "注意：其他机器可以访问，而目前没有账号功能。请在前面放置带登录的代理。",
              "Careful: other machines can reach this address and there are no accounts yet. Put a proxy with a login before it."));
    }
    service.notReadyReason().ifPresent(terminal::say);
    stopped.await();
    return 0;
  }
}
