package io.duecast.command;

import io.duecast.contract.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds one page that needs nothing else, in both languages with a switch between them. */
public final class HtmlPage {

  private final StringBuilder html = new StringBuilder();

  /**
   * @param first language that shows until the reader chooses
   */
  public HtmlPage(Text title, Text.Language first) {
    boolean zh = first == Text.Language.ZH;
    html.append("<!doctype html>\n<html lang=\"").append(zh ? "zh" : "en");
    html.append("\"><head><meta charset=\"utf-8\">");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.append("<title>").append(escape(title.in(first))).append("</title><style>\n");
    html.append(style()).append("</style></head>\n<body>");
    choice("en", "English", !zh);
    choice("zh", "中文", zh);
    html.append("\n<main>\n");
    text("h1", "", title);
  }

  private void choice(String language, String name, boolean chosen) {
    html.append("<input type=\"radio\" name=\"language\" id=\"").append(language).append("\"");
    html.append(chosen ? " checked" : "").append("><label for=\"").append(language);
    html.append("\" lang=\"").append(language).append("\">").append(name).append("</label>");
  }

  private static String style() {
    try (InputStream css = HtmlPage.class.getResourceAsStream("report.css")) {
      return new String(
          java.util.Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("report.css is missing beside its class.", e);
    }
  }

  public HtmlPage heading(Text text) {
    return text("h2", "", text);
  }

  public HtmlPage subheading(Text text) {
    return text("h3", "", text);
  }

  /** What a reader must see first. */
  public HtmlPage lead(Text text) {
    return text("p", "lead", text);
  }

  public HtmlPage paragraph(Text text) {
    return text("p", "", text);
  }

  public HtmlPage note(Text text) {
    return text("p", "note", text);
  }

  public HtmlPage list(List<Text> items) {
    html.append("<ul>");
    items.forEach(item -> text("li", "", item));
    html.append("</ul>\n");
    return this;
  }

  /** A table; the first column names the row. Nothing when there are no rows. */
  public HtmlPage table(List<Text> headings, List<List<Text>> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    html.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
    for (int column = 0; column < headings.size(); column++) {
      text("th scope=\"col\"", type(rows, column), headings.get(column));
    }
    html.append("</tr></thead><tbody>\n");
    for (List<Text> row : rows) {
      html.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        text(column == 0 ? "th scope=\"row\"" : "td", type(rows, column), row.get(column));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
    return this;
  }

  /** Columns of words stand left, columns of numbers right. */
  private static String type(List<List<Text>> rows, int column) {
    return rows.stream().anyMatch(row -> row.get(column).en().matches("\\p{L}.*")) ? "word" : "";
  }

  /** HTML figures side by side, below one another where the screen is narrow. */
  public HtmlPage figures(List<String> figures) {
    if (!figures.isEmpty()) {
      html.append("<div class=\"charts\">");
      figures.forEach(figure -> html.append(figure).append('\n'));
      html.append("</div>\n");
    }
    return this;
  }

  /** What follows until {@link #close} shows when it is opened. */
  public HtmlPage fold(Text summary, boolean open) {
    html.append("<details").append(open ? " open>" : ">");
    text("summary", "", summary);
    return this;
  }

  public HtmlPage close() {
    html.append("</details>\n");
    return this;
  }

  public String end() {
    return html.append("</main></body></html>\n").toString();
  }

  private HtmlPage text(String tag, String type, Text text) {
    html.append('<').append(tag);
    if (!type.isEmpty()) {
      html.append(" class=\"").append(type).append('"');
    }
    html.append('>').append(both("span", text));
    html.append("</").append(tag.split(" ", 2)[0]).append('>');
    html.append(tag.startsWith("t") ? "" : "\n");
    return this;
  }

  /**
   * {@code text} in both languages, each in an element of its own; once where they are the same.
   */
  public static String both(String tag, Text text) {
    return text.zh().equals(text.en())
        ? escape(text.en())
        : one(tag, "en", text.en()) + one(tag, "zh", text.zh());
  }

  private static String one(String tag, String language, String text) {
    return "<%s class=\"%s\" lang=\"%s\">%s</%s>"
        .formatted(tag, language, language, escape(text), tag);
  }

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
