/** Tests of the package of the same name. */
@NullMarked
package io.duecast.service.http;

import org.jspecify.annotations.NullMarked;
