package io.duecast.contract.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.contract.order.OrderLines;
import org.junit.jupiter.api.Test;

class LakeTest {

  @Test
  void placesFollowTheNumberedZones() {
    Lake lake = new Lake("s3a://bucket/duecast/");

    assertThat(lake.table(OrderLines.TABLE)).isEqualTo("s3a://bucket/duecast/2-orders/order_lines");
    assertThat(lake.rawFiles("k3cloud", "load1"))
        .isEqualTo("s3a://bucket/duecast/1-raw/files/k3cloud/load1");
    assertThat(lake.bundle("m1")).isEqualTo("s3a://bucket/duecast/4-models/bundles/m1");
  }

  @Test
  void ourOwnMarkerIsAccepted() {
    LakeMarker.check("lake", LakeMarker.text());
  }

  @Test
  void aLakeOfAnotherVersionIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> LakeMarker.check("/data/lake", "contract-version=7\n"))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(FaultCode.LAKE_VERSION);
              assertThat(fault.text().in(Text.Language.EN))
                  .contains("/data/lake", "contract-version=7", "Open it with that version");
              assertThat(fault.text().in(Text.Language.ZH)).contains("/data/lake", "另一版本");
            });
  }
}
