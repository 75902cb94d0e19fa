/**
 * The ordered stages of an order, who owns each and how each gets its due time. Start with {@link
 * io.duecast.contract.process.ProcessDefinition}. Reading YAML is the business of the module that
 * loads it.
 */
@NullMarked
package io.duecast.contract.process;

import org.jspecify.annotations.NullMarked;
