/** Tests of the package of the same name. */
@NullMarked
package io.duecast.service.orders;

import org.jspecify.annotations.NullMarked;
