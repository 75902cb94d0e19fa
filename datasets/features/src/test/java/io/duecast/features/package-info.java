/** Tests of the features on a small made-up company: start with {@link Company}. */
@NullMarked
package io.duecast.features;

import org.jspecify.annotations.NullMarked;
