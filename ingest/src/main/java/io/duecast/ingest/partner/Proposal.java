package io.duecast.ingest.partner;

import io.duecast.contract.Text;

/** Two partners that may be one; {@code master} is the one that would stand for both. */
public record Proposal(Strength strength, Partner partner, Partner master, Text reason) {}
