package io.duecast.ingest.connector;

import io.duecast.contract.Text;
import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.OwnerRole;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.process.StageDefinition;
import io.duecast.ingest.fault.IngestFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a process definition from YAML. */
final class ProcessFile {

  private ProcessFile() {}

  static ProcessDefinition read(String file, String text) {
    StrictYaml yaml = new StrictYaml();
    StrictYaml.Section root = yaml.root(text);
    String name = root.text("name");
    String direction = root.text("direction");
    List<StageDefinition> stages = new ArrayList<>();
    List<StrictYaml.Section> sections = root.children("stages");
    for (int i = 0; i < sections.size(); i++) {
      stages.add(stage(yaml, sections.get(i), i + 1, stages));
    }
    Optional<DueRule> deliveryDue =
        root.has("delivery_due")
            ? Optional.of(due(yaml, "delivery_due", root.child("delivery_due"), List.of()))
            : Optional.empty();
    List<String> problems = yaml.problems();
    if (!problems.isEmpty()) {
      throw IngestFaults.processInvalid(file, String.join("; ", problems));
    }
    try {
      return deliveryDue.isPresent()
          ? new ProcessDefinition(name, direction, stages, deliveryDue.get())
          : new ProcessDefinition(name, direction, stages);
    } catch (IllegalArgumentException e) {
      throw IngestFaults.processInvalid(file, String.valueOf(e.getMessage()));
    }
  }

  private static StageDefinition stage(
      StrictYaml yaml, StrictYaml.Section section, int order, List<StageDefinition> before) {
    String stage = section.text("stage");
    OwnerRole owner = OwnerRole.BUYER;
    String role = section.text("owner");
    try {
      owner = OwnerRole.of(role);
    } catch (IllegalArgumentException e) {
      yaml.problem("stage %s: no such owner role: %s".formatted(stage, role));
    }
    StrictYaml.Section name = section.child("name");
    return new StageDefinition(
        stage,
        order,
        Text.of(name.text("zh"), name.text("en")),
        owner,
        due(yaml, stage, section.child("due"), before),
        section.flag("optional"),
        section.flag("repeats"),
        section.flag("delivery"));
  }

  private static DueRule due(
      StrictYaml yaml, String stage, StrictYaml.Section section, List<StageDefinition> before) {
    String kind = section.text("kind", "none");
    try {
      switch (DueRule.Kind.valueOf(kind.toUpperCase(Locale.ROOT))) {
        case FIELD:
          return DueRule.field(section.text("field"));
        case OFFSET:
          String after = section.has("after") ? section.text("after") : null;
          if (after != null
              && before.stream().noneMatch(earlier -> earlier.stage().equals(after))) {
            yaml.problem("stage %s: due.after names no earlier stage: %s".formatted(stage, after));
          }
          if (section.has("working_days") && section.has("calendar_days")) {
            yaml.problem(
                "stage %s: due has working_days and calendar_days; choose one".formatted(stage));
          }
          return section.has("calendar_days")
              ? DueRule.calendarOffset(after, section.number("calendar_days", 0))
              : DueRule.offset(after, section.number("working_days", 0));
        case NORM:
          return DueRule.norm(section.fraction("percentile", 0.8), section.number("minimum", 10));
        case NONE:
          return DueRule.none();
      }
    } catch (IllegalArgumentException e) {
      yaml.problem("stage %s: due.kind is none of field, offset, norm, none".formatted(stage));
    }
    return DueRule.none();
  }
}
