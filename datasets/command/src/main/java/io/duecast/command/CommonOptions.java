package io.duecast.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.Text;
import io.duecast.contract.lake.Lake;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command takes, mixed in with {@code @Mixin}. */
public final class CommonOptions {

  @Option(
      names = "--lake",
      paramLabel = "PATH",
      defaultValue = "${env:DUECAST_LAKE:-datasets/lake}",
      descriptionKey = "option.lake")
  private String lake = "datasets/lake";

  @Option(names = "--config", paramLabel = "FILE", descriptionKey = "option.config")
  private @Nullable Path config;

  @Option(names = "--lang", paramLabel = "zh|en", descriptionKey = "option.lang")
  private @Nullable String lang;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  /** The lake; a path that is not absolute starts where the command was started. */
  public Lake lake() {
    return new Lake(lake.contains("://") ? lake : Path.of(lake).toAbsolutePath().toString());
  }

  /**
   * Reads a module's settings: its defaults, then {@code --config}, then {@code DUECAST_}
   * variables.
   */
  public <T extends Record> T settings(Class<T> type, String section) {
    return Settings.load(type, section, config);
  }

  public Text.Language language() {
    return Text.Language.of(
        lang == null ? Locale.getDefault(Locale.Category.DISPLAY) : Locale.forLanguageTag(lang));
  }

  /**
   * Whether the caller wants one JSON document on standard output and progress on standard error.
   */
  public boolean json() {
    return json;
  }

  /** The terminal of this command. */
  public Terminal terminal() {
    return new Terminal(System.out, System.err, language(), json, new ObjectMapper());
  }
}
