/**
 * Models as the service uses them: which bundles there are, and scores of single orders.
 *
 * <p>Start with {@link io.duecast.service.model.Scoring}. The {@code Scorer} of the features module
 * is the only one that computes; this package brings it facts.
 */
@NullMarked
package io.duecast.service.model;

import org.jspecify.annotations.NullMarked;
