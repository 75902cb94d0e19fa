/** Tests of the package of the same name. */
@NullMarked
package io.duecast.service.model;

import org.jspecify.annotations.NullMarked;
