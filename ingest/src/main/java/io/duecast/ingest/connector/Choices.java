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
 */
public record Choices(
    Optional<String> instance, Map<String, String> settings, Optional<Path> ownDays) {

  /** Everything by default. */
  static final Choices NONE = new Choices(Optional.empty(), Map.of(), Optional.empty());
}
