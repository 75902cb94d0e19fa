package io.duecast.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say and a machine can check. */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("\\./duecast ([a-z]+)");
  private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z]+)  ");
  private static final Pattern DEFINITION =
      Pattern.compile(
          "(?m)^\\s*((public|private|static|final|abstract) )*"
              + "((class|record|interface|enum) \\w|[\\w<>\\[\\], ]+ \\w+\\([^)]*\\) *(throws \\w+ *)?\\{$)");
  private static final Pattern BOTH_LANGUAGES =
      Pattern.compile("#{1,2} .*\\p{IsHan}.* · .*[A-Za-z].*");
  private static final Path DECISIONS = Launcher.ROOT.resolve(".github/decisions");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        seen++;
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(Launcher.ROOT.relativize(page) + " → " + link.group(1));
        }
      }
    }

    assertThat(broken).isEmpty();
    assertThat(seen).isGreaterThan(8);
  }

  @Test
  void everyCommandTheReadmeNamesIsInTheHelp() throws IOException {
    Set<String> listed = new TreeSet<>();
    Matcher help =
        LISTED.matcher(
            new Launcher(Files.createTempDirectory("help"), java.util.Map.of())
                .run("help", "--lang", "en")
                .out());
    while (help.find()) {
      listed.add(help.group(1));
    }
    Set<String> named = new TreeSet<>();
    Matcher command = COMMAND.matcher(Files.readString(Launcher.ROOT.resolve("README.md")));
    while (command.find()) {
      named.add(command.group(1));
    }

    assertThat(named).hasSizeGreaterThan(5);
    assertThat(listed).containsAll(named);
  }

  @Test
  void everyDecisionIsInTheIndex() throws IOException {
    String index = Files.readString(DECISIONS.resolve("README.md"));
    try (Stream<Path> files = Files.list(DECISIONS)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.matches("\\d{4}-.*\\.md")))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
    }
  }

  @Test
  void theRootHoldsWhatTheDesignSays() throws IOException {
    try (Stream<Path> files = Files.list(Launcher.ROOT)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.startsWith("."))
                  .filter(name -> !name.equals("target")))
          .containsExactlyInAnyOrder(
              "LICENSE",
              "README.md",
              "analytics-jobs",
              "datasets",
              "duecast",
              "ingest",
              "notebooks",
              "pom.xml",
              "scoring-service");
    }
  }

  @Test
  void everyNotebookAsksOneQuestionDefinesNothingAndIsKeptWithoutOutputs() throws IOException {
    String index = Files.readString(Notebooks.FOLDER.resolve("README.md"));
    assertThat(Notebooks.all()).hasSizeGreaterThanOrEqualTo(5);
    for (Path file : Notebooks.all()) {
      String name = file.getFileName().toString();
      JsonNode cells = Notebooks.read(file).get("cells");
      List<String> headings = new ArrayList<>();
      for (JsonNode cell : cells) {
        String source = text(cell.get("source"));
        if (cell.get("cell_type").asText().equals("code")) {
          assertThat(cell.get("outputs")).as("outputs of %s", name).isEmpty();
          assertThat(cell.get("execution_count").isNull()).as("counts of %s", name).isTrue();
          assertThat(DEFINITION.matcher(source).find())
              .as("%s defines: %s", name, source)
              .isFalse();
        } else {
          headings.add(source.lines().findFirst().orElse(""));
        }
      }

      assertThat(index).contains("(" + name + ")");
      assertThat(headings).allMatch(heading -> BOTH_LANGUAGES.matcher(heading).matches());
      assertThat(headings.stream().filter(heading -> heading.startsWith("# "))).hasSize(1);
      assertThat(headings.get(0)).startsWith("# ").endsWith("?").contains("？");
    }
  }

  /** A notebook keeps a text as its lines. */
  private static String text(JsonNode lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Launcher.ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !built(Launcher.ROOT.relativize(file)))
          .collect(Collectors.toList());
    }
  }

  /** Whether a file inside the checkout was built; where the checkout itself lies says nothing. */
  private static boolean built(Path inside) {
    for (Path folder : inside) {
      if (Set.of("target", "work", "lake").contains(folder.toString())) {
        return true;
      }
    }
    return false;
  }
}
