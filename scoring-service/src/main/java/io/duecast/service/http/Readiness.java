package io.duecast.service.http;

import io.duecast.contract.Text;
import java.util.Optional;

/** Whether the service can score: empty, or why not and what to do. */
@FunctionalInterface
public interface Readiness {
  Optional<Text> reason();
}
