package io.duecast.ingest.bench;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a company would export again: of every hundred orders of a simulated export one with all its
 * documents, spread over the whole history; a third of the lines has another delivery date.
 */
final class ChangedOrders {

  private static final String ORDERS = "PUR_PurchaseOrder";
  private static final String PLAN = "PUR_PurchaseOrder_FEntryDeliveryPlan";
  private static final String RECEIPTS = "PUR_ReceiveBill";
  private static final String SALES = "SAL_SaleOrder";
  private static final String PURCHASE_LINE = "FPOORDERENTRYID";
  private static final String SALES_LINE = "FSOEntryId";

  private final SparkSession spark;
  private final Path export;
  private final Path out;

  ChangedOrders(SparkSession spark, Path export, Path out) {
    this.spark = spark;
    this.export = export;
    this.out = out;
  }

  void write() {
    Dataset<Row> purchases = chosen(ORDERS);
    Dataset<Row> sales = chosen(SALES);
    write(ORDERS, moved(purchases));
    write(SALES, moved(sales));
    Dataset<Row> lines = purchases.select(col("FPOOrderEntry_FEntryID").as("line"));
    write(PLAN, of(read(PLAN), "FPOOrderEntry_FEntryID", lines));
    Dataset<Row> receipts = of(read(RECEIPTS), PURCHASE_LINE, lines);
    write(RECEIPTS, receipts);
    for (String name : List.of("STK_InStock", "PUR_MRB", "PUR_POChange")) {
      write(name, of(read(name), PURCHASE_LINE, lines));
    }
    String inspections = "QM_InspectBill";
    write(
        inspections,
        of(
            read(inspections),
            "FSrcEntryId",
            receipts.select(col("FDetailEntity_FEntryID").as("line"))));
    Dataset<Row> sold = sales.select(col("FSaleOrderEntry_FEntryID").as("line"));
    for (String name : List.of("SAL_DELIVERYNOTICE", "SAL_OUTSTOCK", "SAL_RETURNSTOCK")) {
      write(name, of(read(name), SALES_LINE, sold));
    }
  }

  /** All parts of one table of the export; small exports have one without a number. */
  private Dataset<Row> read(String name) {
    try (Stream<Path> files = Files.list(export)) {
      return spark
          .read()
          .option("header", true)
          .csv(
              files
                  .map(Path::toString)
                  .filter(file -> file.matches(".*[/\\\\]" + name + "(-\\d+)?\\.csv"))
                  .sorted()
                  .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> chosen(String orders) {
    return read(orders).filter(coalesce(pmod(id(), lit(100)).equalTo(7), lit(false)));
  }

  private static Column id() {
    return col("FID").try_cast("bigint");
  }

  private static Dataset<Row> moved(Dataset<Row> orders) {
    Column told = col("FDeliveryDate");
    Column later = date_add(substring(told, 1, 10).try_cast("date"), 3).cast("string");
    return orders.withColumn(
        "FDeliveryDate",
        when(
                pmod(id(), lit(3)).equalTo(0).and(later.isNotNull()),
                concat(later, substring(told, 11, 100)))
            .otherwise(told));
  }

  private static Dataset<Row> of(Dataset<Row> rows, String line, Dataset<Row> lines) {
    return rows.join(lines, rows.col(line).equalTo(lines.col("line")), "left_semi");
  }

  private void write(String name, Dataset<Row> rows) {
    Path parts = out.resolveSibling(name);
    rows.coalesce(1).write().option("header", true).csv(parts.toString());
    try (Stream<Path> files = Files.list(parts)) {
      Files.createDirectories(out);
      Files.move(
          files.filter(file -> file.toString().endsWith(".csv")).findFirst().orElseThrow(),
          out.resolve(name + "-00001.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
