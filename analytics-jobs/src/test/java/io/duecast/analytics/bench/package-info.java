/** What scoring a lake costs against the bare booster. */
@NullMarked
package io.duecast.analytics.bench;

import org.jspecify.annotations.NullMarked;
