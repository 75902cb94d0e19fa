package io.duecast.acceptance;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the modules and the house rules that a compiler cannot. */
class ArchitectureTest {

  /** Fewest classes each module must show, so that an empty import cannot pass. */
  private static final Map<String, Integer> SEEN =
      Map.of(
          "io.duecast.contract", 40,
          "io.duecast.command", 8,
          "io.duecast.delta", 2,
          "io.duecast.features", 20,
          "io.duecast.simulator", 8,
          "io.duecast.ingest", 20,
          "io.duecast.analytics", 20,
          "io.duecast.service", 20);

  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(SEEN.keySet());
  }

  @Test
  void everyModuleWasSeen() {
    SEEN.forEach(
        (module, least) ->
            assertThat(product.stream().filter(type -> type.getPackageName().startsWith(module)))
                .as("classes of %s", module)
                .hasSizeGreaterThanOrEqualTo(least));
  }

  @Test
  void theContractSeesTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.duecast.contract..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.duecast.contract..")
        .because("every module reads the contract, so an engine in it would reach all of them")
        .check(product);
  }

  @Test
  void applicationsMeetInTheLakeAndNeverInCode() {
    Map<String, String[]> forbidden =
        Map.of(
            "io.duecast.ingest..",
                new String[] {
                  "io.duecast.analytics..", "io.duecast.service..", "io.duecast.features..",
                  "org.tribuo..", "org.duckdb..", "io.javalin.."
                },
            "io.duecast.analytics..",
                new String[] {
                  "io.duecast.ingest..", "io.duecast.service..", "org.duckdb..", "io.javalin.."
                },
            "io.duecast.service..",
                new String[] {
                  "io.duecast.ingest..",
                  "io.duecast.analytics..",
                  "io.duecast.delta..",
                  "org.apache.spark.."
                },
            "io.duecast.features..",
                new String[] {
                  "io.duecast.ingest..", "io.duecast.analytics..", "io.duecast.service..",
                  "io.duecast.command..", "org.apache.spark..", "org.duckdb.."
                },
            "io.duecast.simulator..",
                new String[] {
                  "io.duecast.ingest..", "io.duecast.analytics..", "io.duecast.service..",
                  "io.duecast.features..", "org.apache.spark..", "org.duckdb.."
                },
            "io.duecast.command..",
                new String[] {"org.apache.spark..", "org.duckdb..", "org.tribuo.."},
            "io.duecast.delta..", new String[] {"org.tribuo..", "org.duckdb.."});
    forbidden.forEach(
        (module, others) ->
            noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("a module that sees another's engine or code cannot change alone")
                .check(product));
  }

  @Test
  void featuresUseStrictMathAndNoClock() {
    noClasses()
        .that()
        .resideInAPackage("io.duecast.features..")
        .should()
        .callMethodWhere(
            target(owner(type(Math.class)))
                .and(
                    target(
                        nameMatching(
                            "(sin|cos|tan|asin|acos|atan2?|exp|expm1|log|log10|log1p|pow|cbrt|sinh|cosh|tanh|hypot)"))))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .because("a feature gives the same bits on every machine and at every hour")
        .check(product);
  }

  @Test
  void modelsNeverTravelAsJavaObjects() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.duecast.features..", "io.duecast.analytics..", "io.duecast.service..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .because("Java serialisation runs code of whoever wrote the file")
        .check(product);
  }

  @Test
  void namesComeFromTheDomain() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)")
        .orShould()
        .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..")
        .because("such a name says where code was put, not what it does")
        .check(product);
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    Set<String> packages =
        product.stream()
            .filter(type -> !type.getPackageName().startsWith("gg.jte"))
            .map(JavaClass::getPackage)
            .filter(place -> !place.getClasses().isEmpty())
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> marked =
        product.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages).hasSizeGreaterThan(20);
    assertThat(marked).containsAll(packages);
  }
}
