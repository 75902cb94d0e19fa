/** What scoring a lake costs against the bare booster, and how far scores are from the truth. */
@NullMarked
package io.duecast.analytics.bench;

import org.jspecify.annotations.NullMarked;
