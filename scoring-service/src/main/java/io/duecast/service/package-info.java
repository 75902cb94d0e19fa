/**
 * The scoring service: what the lake holds, as an API, as pages and as SQL.
 *
 * <p>Start with {@link io.duecast.service.ServiceProgram} for the commands and {@link
 * io.duecast.service.Service} for how the parts fit together. Nothing here writes to the lake, and
 * no feature or probability is computed outside the shared features module.
 */
@NullMarked
package io.duecast.service;

import org.jspecify.annotations.NullMarked;
