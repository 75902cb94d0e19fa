/** Benchmarks of the running service: run a class's {@code main}, read the ratios. */
@NullMarked
package io.duecast.service.bench;

import org.jspecify.annotations.NullMarked;
