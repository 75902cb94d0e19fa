/**
 * The canonical order model: one class per table of zone 2 and the words its columns use. Start
 * with {@link io.duecast.contract.order.OrderLines} and {@link
 * io.duecast.contract.order.OrderRecord}. Nothing that a connector or a model derives enters here.
 */
@NullMarked
package io.duecast.contract.order;

import org.jspecify.annotations.NullMarked;
