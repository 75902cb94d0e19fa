package io.duecast.service;

import io.duecast.command.CommandLineProgram;
import picocli.CommandLine.Command;

/** The commands of the service. */
@Command(
    name = "duecast",
    subcommands = {ServeCommand.class, SqlCommand.class},
    mixinStandardHelpOptions = true)
public final class ServiceProgram {

  private static final String HELP = "io.duecast.service.help";

  private ServiceProgram() {}

  public static void main(String... args) {
    System.exit(run(args));
  }

  /** Runs a command and answers its exit code. */
  static int run(String... args) {
    return CommandLineProgram.run(new ServiceProgram(), HELP, args);
  }
}
