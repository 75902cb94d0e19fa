package io.duecast.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

  /** Shapes one section of {@code reference.conf} in the test resources. */
  record Shop(
      int callsADay, long bytes, double share, boolean open, String name, List<String> days) {
    Shop {
      if (callsADay < 1) {
        throw new IllegalArgumentException("calls-a-day must be at least 1, is " + callsADay);
      }
    }
  }

  @Test
  void defaultsComeFromTheReference() {
    assertThat(Settings.bind(Shop.class, "shop", ConfigFactory.empty()))
        .isEqualTo(new Shop(40, 1_000_000L, 0.5, true, "corner", List.of("mon", "tue")));
  }

  @Test
  void everyKeyCanBeSet() {
    Shop shop =
        Settings.bind(
            Shop.class,
            "shop",
            ConfigFactory.parseString(
                "duecast.shop { calls-a-day = 7, bytes = 8, share = 0.25, open = false, name = n,"
                    + " days = [fri] }"));

    assertThat(shop).isEqualTo(new Shop(7, 8, 0.25, false, "n", List.of("fri")));
  }

  @Test
  void allProblemsAreReportedAtOnceAndAnUnknownKeyNamesItsNearest() {
    assertThatThrownBy(
            () ->
                Settings.bind(
                    Shop.class,
                    "shop",
                    ConfigFactory.parseString(
                        "duecast.shop { cals-a-day = 7, share = many, bytes = x }")))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(FaultCode.CONFIG_INVALID);
              assertThat(fault.text().en())
                  .contains("3 problem(s)")
                  .contains("unknown key duecast.shop.cals-a-day; did you mean calls-a-day?")
                  .contains("duecast.shop.share", "duecast.shop.bytes");
            });
  }

  @Test
  void aSettingOutsideTheProductsOwnRootIsNotSilentlyIgnored() {
    assertThatThrownBy(
            () ->
                Settings.bind(
                    Shop.class, "shop", ConfigFactory.parseString("shop.calls-a-day = 7")))
        .hasMessageContaining("unknown key shop; all settings begin with duecast.");
  }

  @Test
  void theRecordsOwnChecksAreReportedAsConfiguration() {
    assertThatThrownBy(
            () ->
                Settings.bind(
                    Shop.class, "shop", ConfigFactory.parseString("duecast.shop.calls-a-day = 0")))
        .hasMessageContaining("calls-a-day must be at least 1, is 0");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Settings.load(Shop.class, "shop", Path.of("nowhere.conf")))
        .hasMessageContaining("nowhere.conf is not readable");
  }
}
