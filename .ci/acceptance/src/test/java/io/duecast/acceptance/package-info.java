/**
 * The product seen from outside: its architecture, its documents, its launcher and its pages.
 *
 * <p>Start with {@link io.duecast.acceptance.MainJobIT}. Rules of one module are tested in that
 * module.
 */
@NullMarked
package io.duecast.acceptance;

import org.jspecify.annotations.NullMarked;
