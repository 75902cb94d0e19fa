/**
 * What the data is, for every module: tables as code, the order vocabulary, processes, working
 * days, the lake's layout and the codes of failures.
 *
 * <p>Start with {@link io.duecast.contract.table.TableSpec} and {@link io.duecast.contract.Tables}.
 * No engine enters here: the contract compiles against the JDK alone.
 */
@NullMarked
package io.duecast.contract;

import org.jspecify.annotations.NullMarked;
