package io.duecast.command;

import io.duecast.contract.Text;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A module's help texts, completed by the texts of the options that every command shares. */
final class HelpTexts extends ResourceBundle {

  private static final String SHARED = "io.duecast.command.help";

  private final ResourceBundle module;
  private final ResourceBundle shared;

  HelpTexts(String moduleBundle, Text.Language language) {
    this(moduleBundle, language == Text.Language.ZH ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
  }

  HelpTexts(String moduleBundle, Locale locale) {
    this.module = bundle(moduleBundle, locale);
    this.shared = bundle(SHARED, locale);
  }

  private static ResourceBundle bundle(String name, Locale locale) {
    return ResourceBundle.getBundle(
        name, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    if (module.containsKey(key)) {
      return module.getObject(key);
    }
    return shared.containsKey(key) ? shared.getObject(key) : null;
  }

  @Override
  public Enumeration<String> getKeys() {
    Set<String> keys = new LinkedHashSet<>(module.keySet());
    keys.addAll(shared.keySet());
    return Collections.enumeration(keys);
  }
}
