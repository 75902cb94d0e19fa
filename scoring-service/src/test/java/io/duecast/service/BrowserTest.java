package io.duecast.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The pages in a real Chromium: what a planner does, in both languages. */
class BrowserTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  @TempDir private static Path profile;

  private static RunningService service;
  private static ChromeDriver browser;

  @BeforeAll
  static void start() {
    boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!installed && System.getenv("CI") == null) {
      System.err.println("BrowserTest is skipped: no Chromium and chromedriver under /usr/bin.");
    }
    assumeTrue(
        installed || System.getenv("CI") != null, "no Chromium and chromedriver under /usr/bin");
    service = RunningService.over(GoldenLake.lake());
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--user-data-dir=" + profile);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    browser.manage().window().setSize(new Dimension(1440, 1000));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
    if (service != null) {
      service.close();
    }
  }

  @BeforeEach
  void inEnglish() {
    browser.get(service.address("/?lang=en"));
  }

  @Test
  void theListFiltersWithoutReloadAndKeepsItsAddress() {
    int all = rows().size();
    ((JavascriptExecutor) browser).executeScript("window.notReloaded = true");

    new Select(browser.findElement(By.name("owner_role"))).selectByIndex(1);
    await(() -> browser.getCurrentUrl().contains("owner_role="));

    assertThat(rows()).isNotEmpty().hasSizeLessThanOrEqualTo(all);
    assertThat(((JavascriptExecutor) browser).executeScript("return window.notReloaded"))
        .isEqualTo(true);
    assertThat(browser.findElement(By.id("summary")).getText()).matches("1–\\d+ of \\d+ lines");
  }

  @Test
  void searchingByKeyboardFindsAnOrder() {
    String order =
        browser.findElement(By.cssSelector("#orders tbody th a")).getText().split(" ")[0];

    browser.findElement(By.id("q")).sendKeys(order, Keys.ENTER);
    await(() -> browser.getCurrentUrl().contains("q="));

    assertThat(rows()).isNotEmpty().allMatch(row -> row.getText().contains(order));
  }

  @Test
  void aHeadingSortsAndSaysSo() {
    browser.findElement(By.xpath("//thead//a[starts-with(normalize-space(.), 'Due')]")).click();
    await(() -> browser.getCurrentUrl().contains("sort=due_on"));

    assertThat(browser.findElements(By.cssSelector("th[aria-sort='ascending']"))).hasSize(1);
  }

  @Test
  void riskIsWordIconAndNumberAndLeadsToTheOrder() {
    assertThat(browser.findElement(By.cssSelector("#orders td.risk")).getText())
        .matches("(?s)[▲◆●○]\\s*(High|Medium|Low|Unknown).*");

    browser.findElement(By.cssSelector("#orders tbody th a")).click();
    await(() -> browser.getCurrentUrl().contains("/orders/"));

    assertThat(browser.findElements(By.cssSelector("svg.timeline"))).hasSize(1);
    assertThat(browser.findElements(By.cssSelector("#stages tbody tr"))).isNotEmpty();
    assertThat(browser.findElement(By.id("receipt")).getText())
        .contains("Scoring run", "Model version");
  }

  @Test
  void theLanguageStaysWhenOneWalksOn() {
    browser.findElement(By.className("language")).click();
    await(() -> browser.findElement(By.tagName("h1")).getText().equals("未完成订单"));

    browser.findElement(By.cssSelector("a.quiet")).click();
    await(() -> browser.getCurrentUrl().contains("/suppliers/"));

    assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo("zh-CN");
    assertThat(browser.findElement(By.id("content")).getText())
        .contains("准时率 · 首次承诺", "时间花在谁那里", "未完成敞口");
  }

  @Test
  void everyPageIsSoundInBothLanguages() {
    String order = href("#orders tbody th a");
    String supplier = href("a.quiet");
    for (String address :
        List.of(
            service.address("/"),
            order,
            service.address("/suppliers"),
            supplier,
            service.address("/nothing-here"))) {
      for (String language : List.of("zh", "en")) {
        browser.get(address + "?lang=" + language);
        assertThat(accessibility()).as(address + " " + language).isEmpty();
        if (language.equals("en")) {
          assertThat(browser.findElement(By.cssSelector("header")).getText()).doesNotContain("未完成");
        }
      }
    }
    assertThat(console().stream().filter(message -> !message.contains("404")))
        .as("messages in the browser's console, such as a refused inline style")
        .isEmpty();
  }

  @Test
  void theApiPageShowsTheContractAndSendsARequestToThisService() {
    browser.findElement(By.cssSelector("footer a")).click();
    await(() -> !browser.findElements(By.id("operations-Orders-openOrders")).isEmpty());
    browser
        .findElement(By.cssSelector("#operations-Service-live .opblock-summary-control"))
        .click();
    await(() -> !browser.findElements(By.className("try-out__btn")).isEmpty());
    browser.findElement(By.className("try-out__btn")).click();
    await(() -> !browser.findElements(By.className("execute")).isEmpty());
    browser.findElement(By.className("execute")).click();

    await(() -> browser.findElement(By.id("content")).getText().contains("\"status\": \"live\""));
    assertThat(console()).as("messages in the browser's console").isEmpty();
    assertThat(
            (List<?>)
                ((JavascriptExecutor) browser)
                    .executeScript(
                        "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin + '/') && !n.startsWith('data:'))"))
        .as("requests to elsewhere")
        .isEmpty();
    assertThat(service.get("/assets/swagger-ui-standalone-preset.js").statusCode()).isEqualTo(404);
    assertThat(service.get("/META-INF/resources/webjars/").statusCode()).isEqualTo(404);
  }

  @Test
  void noPageIsWiderThanANarrowWindow() {
    List<String> pages =
        List.of(
            service.address("/"),
            href("#orders tbody th a"),
            service.address("/suppliers"),
            href("a.quiet"),
            service.address("/api"));
    browser.manage().window().setSize(new Dimension(390, 844));
    try {
      for (String page : pages) {
        for (String language : List.of("zh", "en")) {
          browser.get(page + "?lang=" + language);
          assertThat(
                  (Long)
                      ((JavascriptExecutor) browser)
                          .executeScript(
                              "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
              .as(page + " " + language)
              .isLessThanOrEqualTo(1);
        }
      }
    } finally {
      browser.manage().window().setSize(new Dimension(1440, 1000));
    }
  }

  @Test
  void theWayBackLeadsToTheFilteredList() {
    browser.get(service.address("/?band=high&sort=due_on&order=asc"));
    browser.findElement(By.cssSelector("#orders tbody th a")).click();
    await(() -> browser.getCurrentUrl().contains("/orders/"));
    browser.findElement(By.cssSelector(".back a")).click();
    await(() -> browser.getCurrentUrl().contains("band=high"));

    assertThat(browser.getCurrentUrl()).contains("sort=due_on");
    String order = href("#orders tbody th a").substring(service.address("").length());
    for (String elsewhere :
        List.of("https://elsewhere.example/?q=1", service.address("/x?q=1"), "%")) {
      assertThat(RunningService.text(service.get(order, "Referer", elsewhere)))
          .contains("<p class=\"back\"><a href=\"/\">");
    }
  }

  /** What a screen reader or a keyboard would stumble over. */
  @SuppressWarnings("unchecked")
  private static List<String> accessibility() {
    return (List<String>)
        java.util.Objects.requireNonNull(
            ((JavascriptExecutor) browser)
                .executeScript(
                    """
                    const found = [];
                    if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
                    if (!document.title) found.push('no title');
                    for (const e of document.querySelectorAll('input:not([type=hidden]), select'))
                      if (!e.labels.length && !e.ariaLabel) found.push('no label: ' + e.name);
                    for (const e of document.querySelectorAll('a, button'))
                      if (!e.textContent.trim() && !e.ariaLabel) found.push('no name: ' + e.outerHTML);
                    for (const e of document.querySelectorAll('img')) if (!e.hasAttribute('alt')) found.push('no alt');
                    for (const e of document.querySelectorAll('svg'))
                      if (e.getAttribute('aria-hidden') !== 'true' && !e.getAttribute('aria-label')) found.push('silent svg');
                    for (const e of document.querySelectorAll('th')) if (!e.scope) found.push('th without scope: ' + e.textContent);
                    const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                    if (new Set(ids).size !== ids.length) found.push('id repeated');
                    if (document.querySelector('[style]')) found.push('inline style');
                    const lum = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                    const rgb = s => s.match(/[\\d.]+/g).map(Number);
                    const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
                    const seen = new Set();
                    for (const e of document.querySelectorAll('body *')) {
                      if (e.closest('svg') || e.closest('option') || !e.offsetParent || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
                      const a = lum(rgb(getComputedStyle(e).color).slice(0, 3)), b = lum(ground(e));
                      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                      const name = e.tagName + '.' + e.className;
                      if (ratio < 4.5 && !seen.has(name)) { seen.add(name); found.push('contrast ' + ratio.toFixed(2) + ' ' + name); }
                    }
                    return found;
                    """));
  }

  private static List<String> console() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  private static String href(String selector) {
    return String.valueOf(browser.findElement(By.cssSelector(selector)).getDomProperty("href"));
  }

  private static List<WebElement> rows() {
    return browser.findElements(By.cssSelector("#orders tbody tr"));
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    new WebDriverWait(browser, Duration.ofSeconds(10))
        .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
        .until(driver -> condition.getAsBoolean());
  }
}
