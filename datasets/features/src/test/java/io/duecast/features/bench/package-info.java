/** Benchmarks beside the code they time: run a class's {@code main}, read the ratios. */
@NullMarked
package io.duecast.features.bench;

import org.jspecify.annotations.NullMarked;
