/**
 * Loads exports of an ERP into the lake.
 *
 * <p>Start with {@link io.duecast.ingest.Ingest}, which walks an extract through the packages in
 * order: {@code fetch} (any way in becomes plain files), {@code land} (files as they came), {@code
 * normalize} (cells become values, queries become canonical rows), {@code quality} (what may not
 * enter), {@code publish} (the lake's tables). {@code report} tells afterwards how good a load was,
 * {@code partner} which partners may be one. What a source means stands in its {@code connector}
 * folder; code that knows one ERP never enters here.
 */
@NullMarked
package io.duecast.ingest;

import org.jspecify.annotations.NullMarked;
