package io.duecast.analytics;

import io.duecast.command.CommandLineProgram;
import picocli.CommandLine.Command;

/** The commands of analytics. */
@Command(
    name = "duecast",
    subcommands = {
      HistoryCommand.class,
      TrainCommand.class,
      BacktestCommand.class,
      ScoreCommand.class,
      RunCommand.class,
      ModelsCommand.class,
      ProcessCommand.class
    },
    mixinStandardHelpOptions = true)
public final class AnalyticsProgram {

  private static final String HELP = "io.duecast.analytics.help";

  private AnalyticsProgram() {}

  public static void main(String... args) {
    System.exit(run(args));
  }

  /** Runs a command and answers its exit code. */
  public static int run(String... args) {
    return CommandLineProgram.run(new AnalyticsProgram(), HELP, args);
  }
}
