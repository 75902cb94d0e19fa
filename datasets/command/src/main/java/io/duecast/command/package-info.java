/**
 * What every command shares: options, settings, progress, tables and JSON on the terminal, and
 * faults turned into exit codes.
 *
 * <p>Start with {@link io.duecast.command.CommandLineProgram}. No engine and no command of a module
 * enters here.
 */
@NullMarked
package io.duecast.command;

import org.jspecify.annotations.NullMarked;
