/**
 * The pages: the ranked list, one order, the suppliers, one supplier; Chinese and English.
 *
 * <p>Start with {@link io.duecast.service.page.PageRoutes}; the templates lie in {@code
 * src/main/pages}. Pages show what the other packages read; no SQL and no rule enters here.
 */
@NullMarked
package io.duecast.service.page;

import org.jspecify.annotations.NullMarked;
