package io.duecast.command;

import picocli.CommandLine.Option;

/** Options of commands that run on Spark. */
public final class ClusterOptions {

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = "local[*]",
      descriptionKey = "option.master")
  private String master = "local[*]";

  public String master() {
    return master;
  }
}
