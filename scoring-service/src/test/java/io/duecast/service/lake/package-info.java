/** Tests of the package of the same name. */
@NullMarked
package io.duecast.service.lake;

import org.jspecify.annotations.NullMarked;
