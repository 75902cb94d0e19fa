package io.duecast.ingest.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the user of this machine gives to reach a system.
 *
 * @param user instead of the one that the connector names
 * @param secretFile file with the password or key, instead of the connector's
 * @param drivers jars of database drivers, or folders with such
 * @param environment gives a variable of the environment
 */
public record Access(
    Optional<String> user,
    Optional<Path> secretFile,
    List<Path> drivers,
    UnaryOperator<@Nullable String> environment) {}
