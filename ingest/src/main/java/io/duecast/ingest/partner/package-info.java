/**
 * Which suppliers, or customers, may be one and the same, and what people decided about them.
 *
 * <p>Start with {@link io.duecast.ingest.partner.Proposals}, which compares, and {@link
 * io.duecast.ingest.partner.Decisions}, which holds what was accepted. Nothing is merged here:
 * order rows stay as they came, and whoever reads them asks the decisions.
 */
@NullMarked
package io.duecast.ingest.partner;

import org.jspecify.annotations.NullMarked;
