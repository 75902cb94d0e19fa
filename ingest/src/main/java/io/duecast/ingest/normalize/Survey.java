package io.duecast.ingest.normalize;

import io.duecast.ingest.connector.ColumnSpec;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * First look at all records of a load: how many there are, and what each date column proves about
 * shapes that the connector does not declare.
 *
 * @param plans the plans, completed with what was proved
 * @param rows records that hold data, by source
 * @param refused records left out, by source
 * @param suspicious sources with at least one record or cell that may be refused
 * @param keyed records that were left out although their key can be read
 * @param mayBeAny records that were left out and may be any row of their source
 */
public record Survey(
    List<ReadPlan> plans,
    Map<String, Long> rows,
    Map<String, Long> refused,
    List<String> suspicious,
    long keyed,
    long mayBeAny) {

  private record Finding(
      String source,
      String address,
      long rows,
      long refused,
      long keyed,
      long mayBeAny,
      boolean suspicious,
      HashMap<String, HashMap<String, DateShape.ShapeOrder>> shapes)
      implements Serializable {}

  public static Survey of(SparkSession spark, List<ReadPlan> plans) {
    List<ReadPlan.Part> parts = plans.stream().flatMap(plan -> plan.parts().stream()).toList();
    List<Finding> findings =
        parts.isEmpty()
            ? List.of()
            : JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(parts, parts.size())
                .map(Survey::look)
                .collect();
    Map<String, Long> rows = new HashMap<>();
    Map<String, Long> refused = new HashMap<>();
    List<String> suspicious = new ArrayList<>();
    Map<String, HashMap<String, HashMap<String, DateShape.ShapeOrder>>> shapes = new HashMap<>();
    for (Finding finding : findings) {
      rows.merge(finding.source, finding.rows, Long::sum);
      refused.merge(finding.source, finding.refused, Long::sum);
      if (finding.suspicious && !suspicious.contains(finding.source)) {
        suspicious.add(finding.source);
      }
      HashMap<String, HashMap<String, DateShape.ShapeOrder>> file =
          shapes.computeIfAbsent(finding.address, address -> new HashMap<>());
      finding.shapes.forEach(
          (column, proofs) ->
              proofs.forEach(
                  (shape, order) ->
                      file.computeIfAbsent(column, name -> new HashMap<>())
                          .merge(shape, order, DateShape.ShapeOrder::and)));
    }
    List<ReadPlan> completed = new ArrayList<>();
    for (ReadPlan plan : plans) {
      List<ReadPlan.PlannedFile> files = new ArrayList<>();
      for (ReadPlan.PlannedFile file : plan.files()) {
        files.add(
            new ReadPlan.PlannedFile(
                file.address(),
                file.name(),
                file.layout(),
                shapes.getOrDefault(file.address(), new HashMap<>())));
      }
      completed.add(new ReadPlan(plan.source(), plan.zone(), files));
    }
    return new Survey(
        completed,
        rows,
        refused,
        suspicious,
        findings.stream().mapToLong(Finding::keyed).sum(),
        findings.stream().mapToLong(Finding::mayBeAny).sum());
  }

  private static Finding look(ReadPlan.Part part) {
    HashMap<String, HashMap<String, DateShape.ShapeOrder>> shapes = new HashMap<>();
    long rows = 0;
    long refused = 0;
    long keyed = 0;
    long mayBeAny = 0;
    boolean suspicious = false;
    try (Records records = Records.open(part, RecordReaders.hadoop())) {
      while (records.next()) {
        rows++;
        if (records.refusal() != null) {
          refused++;
          suspicious = true;
          switch (records.refused()) {
            case NO_ROW -> {}
            case KEYED -> keyed++;
            case ANY_ROW -> mayBeAny++;
          }
          continue;
        }
        for (int column = 0; column < records.columns(); column++) {
          CellReader reader = records.reader(column);
          if (reader.column().kind() == ColumnSpec.Kind.TEXT && !reader.isKey()) {
            continue;
          }
          if (!records.hasCell(column)) {
            continue;
          }
          boolean empty = records.read(column) == null;
          suspicious |= empty && reader.problem() != null;
          if (reader.sawUndeclaredDate()) {
            records.prove(
                column, shapes.computeIfAbsent(reader.column().name(), name -> new HashMap<>()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Finding(
        part.source().name(),
        part.file().address(),
        rows,
        refused,
        keyed,
        mayBeAny,
        suspicious,
        shapes);
  }
}
