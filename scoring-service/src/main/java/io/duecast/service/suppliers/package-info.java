/**
 * Partners: the ranking and the risk report.
 *
 * <p>Start with {@link io.duecast.service.suppliers.SupplierReports}. The rule of "on time by
 * quantity" is written once, in {@code rules.sql} of the lake package; no second one may enter
 * here.
 */
@NullMarked
package io.duecast.service.suppliers;

import org.jspecify.annotations.NullMarked;
