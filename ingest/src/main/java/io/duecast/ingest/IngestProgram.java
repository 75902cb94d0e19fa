package io.duecast.ingest;

import io.duecast.command.CommandLineProgram;
import picocli.CommandLine.Command;

/** The commands of ingest. */
@Command(
    name = "duecast",
    subcommands = {
      IngestCommand.class,
      RebuildCommand.class,
      ConnectorsCommand.class,
      QualityCommand.class,
      PartnersCommand.class
    },
    mixinStandardHelpOptions = true)
public final class IngestProgram {

  private static final String HELP = "io.duecast.ingest.help";

  private IngestProgram() {}

  public static void main(String... args) {
    System.exit(run(args));
  }

  /** Runs a command and answers its exit code. */
  public static int run(String... args) {
    return CommandLineProgram.run(new IngestProgram(), HELP, args);
  }
}
