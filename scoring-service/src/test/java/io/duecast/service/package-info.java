/** Tests of the service over the golden lake: real DuckDB, real HTTP, a real browser. */
@NullMarked
package io.duecast.service;

import org.jspecify.annotations.NullMarked;
