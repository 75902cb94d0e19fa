/**
 * Every sentence with which the service refuses. Start with {@link
 * io.duecast.service.fault.ServiceFaults}. How a fault travels over HTTP is decided elsewhere.
 */
@NullMarked
package io.duecast.service.fault;

import org.jspecify.annotations.NullMarked;
