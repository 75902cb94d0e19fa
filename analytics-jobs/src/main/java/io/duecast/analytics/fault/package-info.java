/** Every sentence with which an analytics command stops. */
@NullMarked
package io.duecast.analytics.fault;

import org.jspecify.annotations.NullMarked;
