package io.duecast.ingest.suggest;

import io.duecast.contract.Text;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.HeadingText;
import io.duecast.ingest.land.Listing;
import io.duecast.ingest.normalize.CellTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file's headings mean, as far as headings and first rows can tell.
 *
 * @param columns one for each heading, in the file's order
 * @param open what the user has to say, by the name of the setting that says it
 * @param assumptions what is taken for granted, for the user to contradict
 * @param rows records looked at
 */
public record Suggestion(
    String file,
    String sheet,
    List<Found> columns,
    Map<String, Open> open,
    List<Text> assumptions,
    int rows) {

  private static final int ROWS_LOOKED_AT = 1000;

  /** Setting that tells whether a line may stand in several rows. */
  public static final String GRAIN = "grain";

  /** Setting that tells how much came where a row has a day and no quantity. */
  public static final String RECEIVED_QTY = "received_qty";

  /** Answer to any question about a heading: it means none of what was offered. */
  public static final String NONE = "none";

  static final String BY_RECEIPT = "receipt";
  static final String BY_LINE = "line";
  static final String ORDERED = "ordered";

  /** How sure a heading's meaning is. */
  public enum Certainty {
    /** One meaning, and the first rows can be read so. */
    SURE("确定", "sure"),
    /** One meaning, but some cells of the first rows would be refused. */
    DOUBTFUL("存疑", "doubtful"),
    /** Mapped because the user said so. */
    TOLD("用户指定", "as you said"),
    /** Several meanings: mapped only by an answer. */
    ASKED("待确认", "to be answered"),
    /** Resembles known headings: not mapped. */
    ALIKE("相近，未映射", "alike, not mapped"),
    /** A better heading means the same. */
    SPARE("重复，未映射", "spare, not mapped"),
    /** Worked out by users, personal, or no state of a document: left out. */
    LEFT_OUT("不装载", "left out"),
    /** Unknown: kept as an attribute. */
    KEPT("保留为属性", "kept as attribute");

    private final Text text;

    Certainty(String zh, String en) {
      this.text = Text.of(zh, en);
    }

    public Text text() {
      return text;
    }
  }

  /**
   * A heading of the file.
   *
   * @param name column or question it stands for; empty where none
   * @param remark what the user should know
   * @param sample first value
   */
  public record Found(
      String heading,
      String name,
      ColumnSpec.Kind kind,
      Certainty certainty,
      Optional<Text> remark,
      String sample) {}

  /**
   * A question.
   *
   * @param heading the heading it is about; empty where it is about the file
   * @param values possible answers
   * @param chosen the answer, or what holds until there is one
   * @param answered whether the user answered
   */
  public record Open(
      String heading, Text text, List<String> values, String chosen, boolean answered) {}

  /**
   * Looks at a file.
   *
   * @param sheet of a workbook; empty where the best one is meant
   * @param answers by setting
   * @param told columns by heading, as the user says
   * @throws io.duecast.contract.fault.Fault when order number or quantity are not found, or an
   *     answer fits no question
   */
  public static Suggestion of(
      Path file, String sheet, Map<String, String> answers, Map<String, String> told) {
    return new Looking(file, sheet, answers, told).look();
  }

  /** The heading of a column that is mapped, if it is. */
  Optional<Found> mapped(String name) {
    return columns.stream()
        .filter(found -> found.name().equals(name) && isMapped(found))
        .findFirst();
  }

  static boolean isMapped(Found found) {
    return found.certainty() == Certainty.SURE
        || found.certainty() == Certainty.DOUBTFUL
        || found.certainty() == Certainty.TOLD;
  }

  /** One look at one file. */
  private static final class Looking {
    private final HeadingDictionary dictionary = HeadingDictionary.shipped();
    private final Map<String, String> answers;
    private final Map<String, String> told;
    private final String sheet;
    private final Listing listing;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Text> assumptions = new ArrayList<>();

    Looking(Path file, String sheet, Map<String, String> answers, Map<String, String> told) {
      this.answers = answers;
      this.told = told;
      this.sheet = sheet;
      List<String> known = new ArrayList<>(told.keySet());
      dictionary.columns().values().forEach(meaning -> known.addAll(meaning.headings()));
      dictionary.questions().values().forEach(question -> known.addAll(question.headings()));
      this.listing = Listing.of(file, sheet, known, ROWS_LOOKED_AT);
    }

    Suggestion look() {
      checkTold();
      List<Found> columns = new ArrayList<>();
      for (int cell = 0; cell < listing.headings().size(); cell++) {
        if (!listing.headings().get(cell).isEmpty()) {
          columns.add(found(cell));
        }
      }
      Suggestion soFar =
          new Suggestion(listing.file(), sheet, columns, open, assumptions, listing.rows().size());
      askOfTheFile(soFar);
      checkAnswers();
      List<String> missing = new ArrayList<>();
      for (String needed : List.of("order_no", "qty")) {
        if (!isGiven(soFar, needed)) {
          missing.add(needed);
        }
      }
      if (!missing.isEmpty()) {
        throw IngestFaults.columnsNotRecognised(listing.file(), missing, listing.headings());
      }
      return soFar;
    }

    /** Whether a heading means the column, by itself or by an answer. */
    private boolean isGiven(Suggestion found, String column) {
      return found.mapped(column).isPresent()
          || open.values().stream().anyMatch(question -> question.chosen().equals(column));
    }

    private void checkTold() {
      told.forEach(
          (heading, column) -> {
            if (!listing.headings().contains(heading)) {
              throw IngestFaults.headingToldMissing(listing.file(), heading, listing.headings());
            }
            if (!dictionary.columns().containsKey(column)) {
              throw IngestFaults.columnToldUnknown(column, dictionary.columns().keySet());
            }
          });
    }

    private void checkAnswers() {
      answers.forEach(
          (name, answer) -> {
            Open question = open.get(name);
            if (question == null) {
              throw IngestFaults.answerToNothing(name, open.keySet());
            }
            if (!question.values().contains(answer)) {
              throw IngestFaults.answerUnknown(name, answer, question.values());
            }
          });
    }

    private Found found(int cell) {
      String heading = listing.headings().get(cell);
      List<String> values = listing.values(cell);
      String sample = values.stream().filter(value -> !value.isEmpty()).findFirst().orElse("");
      String said = told.get(heading);
      if (said != null) {
        return tried(heading, dictionary.named(said), Certainty.TOLD, values, sample);
      }
      Optional<HeadingDictionary.Meaning> meaning = dictionary.column(heading);
      if (meaning.isPresent()) {
        return known(heading, meaning.get(), values, sample);
      }
      Optional<HeadingDictionary.Question> question = dictionary.question(heading);
      if (question.isPresent()) {
        return asked(heading, question.get(), sample);
      }
      return unknown(heading, sample);
    }

    private Found known(
        String heading, HeadingDictionary.Meaning meaning, List<String> values, String sample) {
      Optional<String> better = better(heading, meaning);
      if (better.isPresent()) {
        return new Found(
            heading,
            "",
            meaning.kind(),
            Certainty.SPARE,
            Optional.of(
                Text.of(
                    "与“%s”同义（%s）".formatted(better.get(), meaning.name()),
                    "means the same as \"%s\" (%s)".formatted(better.get(), meaning.name()))),
            sample);
      }
      if (isState(meaning.name()) && isReceiptState(values)) {
        return new Found(
            heading,
            "",
            meaning.kind(),
            Certainty.LEFT_OUT,
            Optional.of(
                Text.of("是收货进度，不是单据状态", "tells how much came, not the state of the document")),
            sample);
      }
      return tried(heading, meaning, Certainty.SURE, values, sample);
    }

    /** Another heading of the file that means the same and is preferred. */
    private Optional<String> better(String heading, HeadingDictionary.Meaning meaning) {
      for (Map.Entry<String, String> one : told.entrySet()) {
        if (one.getValue().equals(meaning.name())) {
          return Optional.of(one.getKey());
        }
      }
      int rank = HeadingDictionary.rank(meaning, heading);
      return listing.headings().stream()
          .filter(other -> !told.containsKey(other))
          .filter(
              other -> {
                int otherRank = HeadingDictionary.rank(meaning, other);
                return otherRank >= 0 && otherRank < rank;
              })
          .findFirst();
    }

    private Found tried(
        String heading,
        HeadingDictionary.Meaning meaning,
        Certainty certainty,
        List<String> values,
        String sample) {
      CellTrial trial =
          CellTrial.of(ColumnSpec.of(meaning.name(), heading, meaning.kind()), values);
      List<String> words = isState(meaning.name()) ? unknownWords(values) : List.of();
      Optional<Text> remark = Optional.empty();
      if (trial.refused() > 0) {
        Text hint = trial.rule().orElseThrow().hint();
        String example = trial.example().orElse("");
        remark =
            Optional.of(
                Text.of(
                    "%d/%d 个值会被拒绝，如“%s”：%s"
                        .formatted(trial.refused(), trial.filled(), example, hint.zh()),
                    "%d of %d values would be refused, such as \"%s\": %s"
                        .formatted(trial.refused(), trial.filled(), example, hint.en())));
      } else if (!words.isEmpty()) {
        String list = String.join(", ", words);
        remark =
            Optional.of(
                Text.of(
                    "状态词没有映射：%s（请补充到 order_rows.sql）".formatted(list),
                    "words without a meaning: %s (add them to order_rows.sql)".formatted(list)));
      }
      return new Found(
          heading,
          meaning.name(),
          meaning.kind(),
          remark.isPresent() && certainty == Certainty.SURE ? Certainty.DOUBTFUL : certainty,
          remark,
          sample);
    }

    private static boolean isState(String column) {
      return column.equals("status") || column.equals("line_status");
    }

    private boolean isReceiptState(List<String> values) {
      Set<String> words = new HashSet<>(values);
      words.remove("");
      return !words.isEmpty()
          && words.stream().allMatch(word -> dictionary.receiptStates().contains(word.strip()));
    }

    private List<String> unknownWords(List<String> values) {
      Set<String> words = new LinkedHashSet<>(values);
      words.remove("");
      words.removeIf(
          word ->
              dictionary.state(word).isPresent()
                  || dictionary.receiptStates().contains(word.strip()));
      return List.copyOf(words);
    }

    private Found asked(String heading, HeadingDictionary.Question question, String sample) {
      String name = question.name();
      for (int more = 2; open.containsKey(name); more++) {
        name = question.name() + "_" + more;
      }
      List<String> values = new ArrayList<>(question.means());
      values.add(NONE);
      ask(name, heading, question.text(), values, NONE);
      return new Found(
          heading, name, question.kind(), Certainty.ASKED, Optional.of(question.text()), sample);
    }

    private void ask(
        String name, String heading, Text text, List<String> values, String otherwise) {
      String answer = answers.get(name);
      open.put(
          name,
          new Open(heading, text, values, answer == null ? otherwise : answer, answer != null));
    }

    private Found unknown(String heading, String sample) {
      String normal = HeadingText.normal(heading);
      if (dictionary.derived().contains(normal) || dictionary.personal().contains(normal)) {
        boolean derived = dictionary.derived().contains(normal);
        return new Found(
            heading,
            "",
            ColumnSpec.Kind.TEXT,
            Certainty.LEFT_OUT,
            Optional.of(
                derived
                    ? Text.of("用户自行计算的结果，不作为事实", "worked out by users, no fact")
                    : Text.of("个人信息", "personal data")),
            sample);
      }
      List<String> alike =
          dictionary.alike(heading).stream().map(HeadingDictionary.Meaning::name).toList();
      if (alike.isEmpty()) {
        return new Found(
            heading, "", ColumnSpec.Kind.TEXT, Certainty.KEPT, Optional.empty(), sample);
      }
      String list = String.join(", ", alike);
      return new Found(
          heading,
          "",
          ColumnSpec.Kind.TEXT,
          Certainty.ALIKE,
          Optional.of(
              Text.of(
                  "可能是 %s；确认后用 --map 指定".formatted(list),
                  "perhaps %s; say so with --map".formatted(list))),
          sample);
    }

    private void askOfTheFile(Suggestion found) {
      boolean repeats = linesRepeat(found);
      boolean receipts =
          isGiven(found, "stocked_on")
              || isGiven(found, "arrived_on")
              || isGiven(found, "returned_qty");
      ask(
          GRAIN,
          "",
          repeats
              ? Text.of(
                  "前 %d 行中同一订单行出现多次：每行是一次收货（receipt），还是重复（line）？".formatted(found.rows()),
                  "Lines repeat in the first %d rows: is a row a receipt (receipt), or the same line again (line)?"
                      .formatted(found.rows()))
              : Text.of(
                  "前 %d 行中没有重复的订单行：每行是一个订单行（line），还是一次收货（receipt）？".formatted(found.rows()),
                  "No line repeats in the first %d rows: is a row a line (line) or a receipt (receipt)?"
                      .formatted(found.rows())),
          List.of(BY_LINE, BY_RECEIPT),
          repeats && receipts ? BY_RECEIPT : BY_LINE);
      boolean dayWithoutQuantity =
          !isGiven(found, "stocked_qty")
              && (isGiven(found, "stocked_on")
                  || (isGiven(found, "arrived_on") && !isGiven(found, "arrived_qty")));
      ask(
          RECEIVED_QTY,
          "",
          dayWithoutQuantity
              ? Text.of(
                  "有收货日期而没有收货数量：当天是否收到全部订购数量（ordered）？不确定则不产生收货记录（none）",
                  "There is a day of receipt and no quantity: was all that was ordered received that day (ordered)? Until then no receipt is loaded (none)")
              : Text.of(
                  "某行有收货日期而数量为空时：按订购数量（ordered），还是不计（none）",
                  "Where a row has a day of receipt and no quantity: all that was ordered (ordered), or none"),
          List.of(NONE, ORDERED),
          NONE);
      assume(found);
    }

    private void assume(Suggestion found) {
      if (!isGiven(found, "status")) {
        assumptions.add(
            Text.of(
                "没有单据状态列：所有订单都按有效计算",
                "There is no column of a document status: every order counts"));
      }
      if (!isGiven(found, "line_no")) {
        assumptions.add(
            Text.of(
                "没有行号列：同一订单内按物料区分订单行，同一物料出现两次会被拒绝",
                "There is no line number: lines of an order are told apart by their item, and an item that stands twice is refused"));
      }
      if (isGiven(found, "stocked_on")) {
        assumptions.add(
            Text.of(
                "入库日期按表中所写使用：它是录入日期还是审核日期，表中看不出，请自行确认",
                "The day of stock-in is used as it stands: whether it was typed or is the day of approval the list does not say; please confirm"));
      }
      if (!isGiven(found, "stocked_on") && isGiven(found, "stocked_qty")) {
        assumptions.add(
            Text.of(
                "入库数量没有日期：按累计数处理",
                "The stocked quantity has no day: it is read as the sum so far"));
      }
    }

    private boolean linesRepeat(Suggestion found) {
      List<Integer> key = new ArrayList<>();
      for (String column : List.of("order_no", "line_no")) {
        found.mapped(column).ifPresent(one -> key.add(listing.headings().indexOf(one.heading())));
      }
      if (key.size() < 2) {
        found
            .mapped("item_code")
            .ifPresent(one -> key.add(listing.headings().indexOf(one.heading())));
      }
      Map<List<String>, Integer> seen = new HashMap<>();
      for (List<String> row : listing.rows()) {
        seen.merge(key.stream().map(row::get).toList(), 1, Integer::sum);
      }
      return seen.values().stream().anyMatch(times -> times > 1);
    }
  }
}
