package io.duecast.command;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Runs a module's commands. A fault becomes its message and its exit code; anything else is an
 * internal error with a stack trace. Exit codes: 0 done, 1 internal error, 2 wrong command, 3 bad
 * data, 4 bad installation.
 */
public final class CommandLineProgram {

  private CommandLineProgram() {}

  /**
   * Parses and runs; returns the exit code.
   *
   * @param root picocli command whose subcommands are the module's commands
   * @param bundle base name of the module's help texts; needs the files {@code _en} and {@code _zh}
   */
  public static int run(Object root, String bundle, String... args) {
    Locale locale = locale(args);
    Locale.setDefault(Locale.Category.DISPLAY, locale);
    CommandLine program = new CommandLine(root);
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setResourceBundle(new HelpTexts(bundle, locale));
    program.setExecutionExceptionHandler(
        (exception, command, parsed) -> report(exception, command.getErr(), locale));
    program.setParameterExceptionHandler(
        (exception, arguments) -> {
          PrintWriter err = exception.getCommandLine().getErr();
          err.println(FaultCode.BAD_ARGUMENT + ": " + exception.getMessage());
          CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
          exception.getCommandLine().usage(err);
          return FaultCode.BAD_ARGUMENT.exitCode();
        });
    return program.execute(args);
  }

  private static int report(Exception exception, PrintWriter err, Locale locale) {
    Fault fault = fault(exception);
    if (fault == null) {
      err.println(FaultCode.INTERNAL + ": " + exception);
      exception.printStackTrace(err);
      return FaultCode.INTERNAL.exitCode();
    }
    err.println(fault.code() + ": " + fault.text().in(Text.Language.of(locale)));
    return fault.code().exitCode();
  }

  /** Engines wrap exceptions: the first fault in the chain of causes is the one to report. */
  private static @Nullable Fault fault(Throwable exception) {
    for (Throwable at = exception; at != null; at = at.getCause()) {
      if (at instanceof Fault fault) {
        return fault;
      }
    }
    return null;
  }

  private static Locale locale(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--lang=")) {
        return Locale.forLanguageTag(args[i].substring("--lang=".length()));
      }
      if (args[i].equals("--lang") && i + 1 < args.length) {
        return Locale.forLanguageTag(args[i + 1]);
      }
    }
    String language = System.getenv("LANG");
    return language != null && language.startsWith("zh")
        ? Locale.SIMPLIFIED_CHINESE
        : Locale.ENGLISH;
  }
}
