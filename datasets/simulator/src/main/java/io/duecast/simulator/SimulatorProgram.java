package io.duecast.simulator;

import io.duecast.command.CommandLineProgram;
import picocli.CommandLine.Command;

/** The command of the simulator. */
@Command(name = "duecast", subcommands = SimulateCommand.class, mixinStandardHelpOptions = true)
public final class SimulatorProgram {

  private static final String HELP = "io.duecast.simulator.help";

  private SimulatorProgram() {}

  public static void main(String... args) {
    System.exit(run(args));
  }

  /** Runs a command and answers its exit code. */
  public static int run(String... args) {
    return CommandLineProgram.run(new SimulatorProgram(), HELP, args);
  }
}
