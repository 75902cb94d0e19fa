/**
 * Where things lie in the lake and which version of the contract wrote them. Start with {@link
 * io.duecast.contract.lake.Lake}. No file is opened here: engines do that at the edge.
 */
@NullMarked
package io.duecast.contract.lake;

import org.jspecify.annotations.NullMarked;
