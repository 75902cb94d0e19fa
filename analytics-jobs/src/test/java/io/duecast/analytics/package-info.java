/** Tests of the commands on a small lake that {@link io.duecast.analytics.SmallLake} makes. */
@NullMarked
package io.duecast.analytics;

import org.jspecify.annotations.NullMarked;
