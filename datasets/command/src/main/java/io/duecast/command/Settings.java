package io.duecast.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds one section of the configuration to a record. Defaults come from the module's {@code
 * reference.conf}; all problems are reported at once and an unknown key names its nearest known
 * one.
 *
 * <p>A component {@code callsADay} is the key {@code calls-a-day}; supported types are {@code int},
 * {@code long}, {@code double}, {@code boolean}, {@code String} and {@code List<String>}.
 */
public final class Settings {

  private static final String ROOT = "duecast";

  private Settings() {}

  static <T extends Record> T load(Class<T> type, String section, @Nullable Path file) {
    Config user = ConfigFactory.empty();
    if (file != null) {
      if (!Files.isReadable(file)) {
        throw invalid(List.of("file " + file + " is not readable"));
      }
      try {
        user = ConfigFactory.parseFile(file.toFile());
      } catch (ConfigException e) {
        throw invalid(List.of(e.getMessage()));
      }
    }
    return bind(type, section, user);
  }

  static <T extends Record> T bind(Class<T> type, String section, Config user) {
    String path = ROOT + "." + section;
    Config merged = user.withFallback(ConfigFactory.defaultReference()).resolve().getConfig(path);
    List<String> problems = new ArrayList<>();
    RecordComponent[] components = type.getRecordComponents();
    List<String> known =
        Arrays.stream(components).map(component -> key(component.getName())).toList();
    for (String given : user.root().keySet()) {
      if (!given.equals(ROOT)) {
        problems.add("unknown key %s; all settings begin with %s.".formatted(given, ROOT));
      }
    }
    if (user.hasPath(path)) {
      for (String given : user.getConfig(path).root().keySet()) {
        if (!known.contains(given)) {
          problems.add(
              "unknown key %s.%s; did you mean %s?".formatted(path, given, nearest(given, known)));
        }
      }
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      try {
        values[i] = value(merged, known.get(i), components[i].getType());
      } catch (ConfigException e) {
        problems.add(path + "." + known.get(i) + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw invalid(problems);
    }
    return construct(type, components, values);
  }

  private static Object value(Config config, String key, Class<?> type) {
    if (type == int.class) {
      return config.getInt(key);
    }
    if (type == long.class) {
      return config.getLong(key);
    }
    if (type == double.class) {
      return config.getDouble(key);
    }
    if (type == boolean.class) {
      return config.getBoolean(key);
    }
    if (type == List.class) {
      return config.getStringList(key);
    }
    if (type == String.class) {
      return config.getString(key);
    }
    throw new IllegalStateException("Settings cannot hold a " + type);
  }

  private static <T extends Record> T construct(
      Class<T> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw invalid(List.of(String.valueOf(cause.getMessage())));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot construct " + type, e);
    }
  }

  /** {@code callsADay} becomes {@code calls-a-day}. */
  static String key(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }

  private static String nearest(String given, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> Nearest.distance(given, candidate)))
        .orElse("(none)");
  }

  private static Fault invalid(List<String> problems) {
    String list = String.join("\n  - ", problems);
    return new Fault(
        FaultCode.CONFIG_INVALID,
        Text.of(
            "配置有 %d 处错误：\n  - %s".formatted(problems.size(), list),
            "The configuration has %d problem(s):\n  - %s".formatted(problems.size(), list)));
  }
}
