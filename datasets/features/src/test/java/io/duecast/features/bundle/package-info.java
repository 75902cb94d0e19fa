/** Tests of bundles and scores on models that {@link Trained} makes in a second. */
@NullMarked
package io.duecast.features.bundle;

import org.jspecify.annotations.NullMarked;
