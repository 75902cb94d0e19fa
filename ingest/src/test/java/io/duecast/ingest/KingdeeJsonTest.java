package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.quality.JudgedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kingdee's answers say what its files say. */
class KingdeeJsonTest {

  private static final Path EXPECTED = Path.of("src/test/resources/golden/kingdee-expected");
  private static final Path README = Path.of("src/main/resources/connectors/kingdee/README.md");

  @TempDir private Path folder;

  @Test
  void answersGiveTheTablesThatFilesGive() throws IOException {
    Ingest.Trial trial = TestLake.tryOut("kingdee", TestLake.resource("golden/kingdee-json"));

    assertThat(trial.rejectsByRule()).isEmpty();
    for (JudgedTable judged : trial.tables()) {
      assertThat(
              String.join("\n", TestLake.lines(judged.table(), judged.sound().collectAsList()))
                  + "\n")
          .isEqualTo(
              Files.readString(EXPECTED.resolve(judged.table().name() + ".txt"))
                  // A trial has no lake to say whose rows these are.
                  .replace("; source_system=k3cloud; source_instance=default", ""));
    }
  }

  @Test
  void anErrorInsideTheArrayIsNoData() throws IOException {
    Files.writeString(
        folder.resolve("PUR_PurchaseOrder-00001.json"),
        """
        [[{"Result":{"ResponseStatus":{"IsSuccess":false,"ErrorCode":500,
          "Errors":[{"FieldName":null,"Message":"元数据中标识为FLinkQty的字段不存在","DIndex":0}]}}}]]
        """);

    assertThatThrownBy(() -> TestLake.tryOut("kingdee", folder))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("元数据中标识为FLinkQty的字段不存在");
  }

  @Test
  void anArrayOfOtherFieldsIsRefusedWithTheFieldsToAskFor() throws IOException {
    Files.writeString(folder.resolve("PUR_PurchaseOrder.json"), "[[101391,\"CGDD000123\",\"C\"]]");

    assertThatThrownBy(() -> TestLake.tryOut("kingdee", folder))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("has 3 values where the connector names 49")
        .hasMessageContaining("FID,FBillNo,FDocumentStatus");
  }

  @Test
  void theReadmeGivesTheFieldsOfEveryForm() throws IOException {
    Connector connector = Connectors.find("kingdee");
    String readme = Files.readString(README);

    for (SourceSpec source : connector.sources()) {
      assertThat(readme).contains(String.join(",", source.document().fields()));
    }
  }
}
