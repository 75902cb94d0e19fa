/** Tests of the package of the same name. */
@NullMarked
package io.duecast.service.page;

import org.jspecify.annotations.NullMarked;
