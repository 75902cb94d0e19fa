package io.duecast.contract.process;

import io.duecast.contract.Text;

/**
 * One stage of a process.
 *
 * @param stage code, as in {@code stage_events.stage}
 * @param order position from 1
 * @param optional may be skipped
 * @param repeats may happen more than once (partial deliveries)
 * @param delivery fulfils the delivery promise
 */
public record StageDefinition(
    String stage,
    int order,
    Text name,
    OwnerRole ownerRole,
    DueRule due,
    boolean optional,
    boolean repeats,
    boolean delivery) {}
