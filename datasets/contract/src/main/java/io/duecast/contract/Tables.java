package io.duecast.contract;

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
import io.duecast.contract.order.OrderSchedules;
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
import java.util.Optional;

/** Every table of the lake, in the order that an order flows through them. */
public final class Tables {

  /** The tables a connector fills, masters before documents. */
  public static final List<TableSpec> CANONICAL =
      List.of(
          Suppliers.TABLE,
          Customers.TABLE,
          Items.TABLE,
          OrderHeaders.TABLE,
          OrderLines.TABLE,
          OrderSchedules.TABLE,
          DateRevisions.TABLE,
          StageEvents.TABLE,
          Receipts.TABLE);

  public static final List<TableSpec> ALL =
      List.of(
          Loads.TABLE,
          LoadCounts.TABLE,
          SourceWatermarks.TABLE,
          Suppliers.TABLE,
          Customers.TABLE,
          PartnerContacts.TABLE,
          PartnerAliases.TABLE,
          Items.TABLE,
          OrderHeaders.TABLE,
          OrderLines.TABLE,
          OrderSchedules.TABLE,
          DateRevisions.TABLE,
          StageEvents.TABLE,
          Receipts.TABLE,
          ProcessStages.TABLE,
          Rejects.TABLE,
          QualityRates.TABLE,
          StageOutcomes.TABLE,
          SupplierLedger.TABLE,
          ModelCards.TABLE,
          Runs.TABLE,
          Scores.TABLE,
          ScoreStages.TABLE,
          ScoreReasons.TABLE,
          DriftChecks.TABLE);

  private Tables() {}

  public static Optional<TableSpec> find(String name) {
    return ALL.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
