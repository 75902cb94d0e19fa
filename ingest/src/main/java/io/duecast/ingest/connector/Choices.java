package io.duecast.ingest.connector;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a user says of a connector at the command line.
 *
 * @param instance which company, account set or tenant of the ERP the files come from
 * @param settings by name, instead of the connector's defaults
 * @param ownDays file of the company's own days off and working days
 * @param sites file of sites with another calendar or zone than the source
 * @param people what becomes of people's names, instead of what the connector says
 */
public record Choices(
    Optional<String> instance,
    Map<String, String> settings,
    Optional<Path> ownDays,
    Optional<Path> sites,
    Optional<PeopleSetting> people) {

  /** Everything by default. */
  static final Choices NONE =
      new Choices(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
}
