package io.duecast.ingest;

import io.duecast.ingest.connector.Choices;
import io.duecast.ingest.connector.PeopleSetting;
import io.duecast.ingest.normalize.PeopleKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a user says of a connector beside its name. */
final class ConnectorOptions {

  @Option(names = "--instance", paramLabel = "NAME", descriptionKey = "connector.instance")
  private @Nullable String instance;

  @Option(names = "--set", paramLabel = "NAME=VALUE", descriptionKey = "connector.set")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--own-days", paramLabel = "FILE", descriptionKey = "connector.own-days")
  private @Nullable Path ownDays;

  @Option(names = "--sites", paramLabel = "FILE", descriptionKey = "connector.sites")
  private @Nullable Path sites;

  @Option(names = "--people", paramLabel = "keep|hash|drop", descriptionKey = "connector.people")
  private @Nullable PeopleSetting people;

  @Mixin private PeopleKeyOption peopleKey;

  PeopleKey peopleKey() {
    return peopleKey.key();
  }

  Choices choices() {
    return new Choices(
        Optional.ofNullable(instance),
        settings,
        Optional.ofNullable(ownDays),
        Optional.ofNullable(sites),
        Optional.ofNullable(people));
  }
}
