package io.duecast.ingest.fetch;

import io.duecast.ingest.connector.FetchSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who reads, and with which secret. Whatever another system says passes {@link #hide} before it is
 * shown, because servers and drivers like to repeat what they were sent.
 */
final class Credentials {

  private static final String HIDDEN = "***";

  /** Shorter ones would turn up in every other word of a message. */
  private static final int SHORTEST_HIDDEN = 4;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

  /** Secrets that people write into addresses, although they should not. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "(?i)//.*@|jdbc:oracle:\\w+:[^/@]+/.*@|[?&;](password|pwd|secret|token|access_token)=");

  private final FetchSpec.Login login;
  private final Access access;
  private final List<String> secrets = new ArrayList<>();

  Credentials(FetchSpec.Login login, Access access) {
    this.login = login;
    this.access = access;
  }

  /** The user's name, where there is one. */
  Optional<String> user() {
    return access.user().or(() -> value(login.user()));
  }

  /** The password or key, where there is one. */
  Optional<String> secret() {
    Optional<String> secret =
        access
            .secretFile()
            .or(() -> login.secretFile().map(Path::of))
            .map(Credentials::read)
            .or(() -> value(login.secret()));
    secret.ifPresent(this::learn);
    return secret;
  }

  /** The password or key, without which nothing can be read. */
  String neededSecret() {
    return secret().orElseThrow(() -> IngestFaults.secretMissing(login.secret()));
  }

  String neededUser() {
    return user().orElseThrow(() -> IngestFaults.userMissing(login.user()));
  }

  /** From now on the text is hidden too, as a token is that came with a login. */
  void learn(String secret) {
    for (String form : List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8))) {
      if (form.length() >= SHORTEST_HIDDEN && !secrets.contains(form)) {
        secrets.add(form);
      }
    }
  }

  /** The text without secrets, and without the full stop that the sentence around it has. */
  String hide(@Nullable String text) {
    String shown = String.valueOf(text);
    for (String secret : secrets) {
      shown = shown.replace(secret, HIDDEN);
    }
    return shown.replaceAll("\\.+$", "");
  }

  /** The address as it may be shown: without what follows its path, and who goes there. */
  static String shown(String address) {
    return address
        .replaceAll("//.*@", "//")
        .replaceAll("(jdbc:oracle:\\w+:)[^/@]+/.*@", "$1@")
        .replaceAll("[?;#].*", "");
  }

  /** Refuses an address that holds a secret: addresses end up in histories and process lists. */
  static void refuseIn(String address) {
    if (IN_ADDRESS.matcher(address).find()) {
      throw IngestFaults.secretInAddress(shown(address));
    }
  }

  private Optional<String> value(String text) {
    Matcher variable = VARIABLE.matcher(text);
    return variable.matches()
        ? Optional.ofNullable(access.environment().apply(variable.group(1)))
            .filter(value -> !value.isBlank())
        : Optional.of(text);
  }

  private static String read(Path file) {
    try {
      String secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw IngestFaults.secretFileEmpty(file.toString());
      }
      return secret;
    } catch (IOException e) {
      throw IngestFaults.secretFileUnreadable(file.toString());
    }
  }
}
