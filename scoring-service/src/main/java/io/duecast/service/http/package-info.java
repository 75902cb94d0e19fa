/**
 * The API over HTTP: routes, parameters, formats, entity tags, and faults as problem documents.
 *
 * <p>Start with {@link io.duecast.service.http.ApiRoutes}; {@code openapi.yaml} is its contract. No
 * SQL and no page is written here.
 */
@NullMarked
package io.duecast.service.http;

import org.jspecify.annotations.NullMarked;
