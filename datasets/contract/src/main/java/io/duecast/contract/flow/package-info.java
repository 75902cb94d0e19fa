/**
 * The steps of the product with the tables each reads and writes; the picture and the run order
 * follow from them. Start with {@link io.duecast.contract.flow.Step}. No step's work is done here.
 */
@NullMarked
package io.duecast.contract.flow;

import org.jspecify.annotations.NullMarked;
