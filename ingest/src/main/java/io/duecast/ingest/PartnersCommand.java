package io.duecast.ingest;

import picocli.CommandLine.Command;

/** Suppliers, or customers, that stand in the lake more than once. */
@Command(
    name = "partners",
    subcommands = {
      PartnersDuplicatesCommand.class,
      PartnersAcceptCommand.class,
      PartnersAliasesCommand.class
    },
    mixinStandardHelpOptions = true)
final class PartnersCommand {}
