package io.duecast.contract.flow;

import io.duecast.contract.Tables;
import io.duecast.contract.Text;
import io.duecast.contract.check.QualityRates;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.history.StageOutcomes;
import io.duecast.contract.history.SupplierLedger;
import io.duecast.contract.lake.LoadCounts;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.lake.SourceWatermarks;
import io.duecast.contract.order.Customers;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.Items;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.order.PartnerContacts;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.order.Suppliers;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.score.DriftChecks;
import io.duecast.contract.score.ModelCards;
import io.duecast.contract.score.Runs;
import io.duecast.contract.score.ScoreReasons;
import io.duecast.contract.score.ScoreStages;
import io.duecast.contract.score.Scores;
import io.duecast.contract.table.TableSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of the product with the tables it reads and writes. The constants stand in an order in
 * which they can run: {@link Flow} checks that nothing is read before it is written.
 */
public enum Step {
  /** Its command of partners is what writes {@link PartnerAliases}; every table has one owner. */
  INGEST(
      "ingest",
      Text.of(
          "装载导出文件：原样保存、规范化、检查、发布",
          "Load exports: keep them as they came, normalise, check, publish"),
      List.of(),
      concat(
          Tables.CANONICAL,
          List.of(
              Loads.TABLE,
              LoadCounts.TABLE,
              SourceWatermarks.TABLE,
              PartnerContacts.TABLE,
              PartnerAliases.TABLE,
              ProcessStages.TABLE,
              Rejects.TABLE,
              QualityRates.TABLE))),
  HISTORY(
      "history",
      Text.of("按已知时点还原各阶段结果", "What became of each stage, and when that was known"),
      Orders.READ,
      List.of(StageOutcomes.TABLE, SupplierLedger.TABLE)),
  TRAIN(
      "train",
      Text.of("训练并过准入", "Train the models and pass the gate"),
      concat(Orders.READ, List.of(StageOutcomes.TABLE, SupplierLedger.TABLE)),
      List.of(ModelCards.TABLE)),
  BACKTEST(
      "backtest",
      Text.of("在历史上诚实回测", "Judge the models on the past, honestly"),
      concat(Orders.READ, List.of(StageOutcomes.TABLE, SupplierLedger.TABLE)),
      List.of()),
  SCORE(
      "score",
      Text.of("给每条未完成订单打分", "Score every open order line"),
      concat(Orders.READ, List.of(StageOutcomes.TABLE, SupplierLedger.TABLE, ModelCards.TABLE)),
      List.of(Runs.TABLE, Scores.TABLE, ScoreStages.TABLE, ScoreReasons.TABLE, DriftChecks.TABLE)),
  SERVE(
      "serve",
      Text.of("提供接口与页面", "Serve the API and the pages"),
      concat(
          Orders.READ,
          List.of(
              StageOutcomes.TABLE,
              SupplierLedger.TABLE,
              ModelCards.TABLE,
              Runs.TABLE,
              Scores.TABLE,
              ScoreStages.TABLE,
              ScoreReasons.TABLE,
              DriftChecks.TABLE,
              QualityRates.TABLE)),
      List.of());

  private final String command;
  private final Text purpose;
  private final List<TableSpec> reads;
  private final List<TableSpec> writes;

  Step(String command, Text purpose, List<TableSpec> reads, List<TableSpec> writes) {
    this.command = command;
    this.purpose = purpose;
    this.reads = reads;
    this.writes = writes;
  }

  /** Command of the launcher that runs the step. */
  public String command() {
    return command;
  }

  public Text purpose() {
    return purpose;
  }

  public List<TableSpec> reads() {
    return reads;
  }

  public List<TableSpec> writes() {
    return writes;
  }

  private static List<TableSpec> concat(List<TableSpec> first, List<TableSpec> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What every step after ingest reads. */
  private static final class Orders {
    static final List<TableSpec> READ =
        List.of(
            Loads.TABLE,
            Suppliers.TABLE,
            Customers.TABLE,
            PartnerAliases.TABLE,
            Items.TABLE,
            OrderHeaders.TABLE,
            OrderLines.TABLE,
            DateRevisions.TABLE,
            StageEvents.TABLE,
            Receipts.TABLE,
            ProcessStages.TABLE);
  }
}
