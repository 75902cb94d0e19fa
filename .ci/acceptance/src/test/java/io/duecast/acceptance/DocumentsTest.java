package io.duecast.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

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
              "pom.xml",
              "scoring-service");
    }
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
