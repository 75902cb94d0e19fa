package io.duecast.contract.lake;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;

/** The line in the lake's root that names the version of the contract it was written with. */
public final class LakeMarker {

  /** Raised whenever an existing lake can no longer be read. */
  public static final int CONTRACT_VERSION = 1;

  public static final String FILE_NAME = "duecast-lake";

  private static final String PREFIX = "contract-version=";

  private LakeMarker() {}

  /** Content of the marker file of a lake written by this program. */
  public static String text() {
    return PREFIX + CONTRACT_VERSION + "\n";
  }

  /** Refuses a lake that another version wrote. */
  public static void check(String root, String text) {
    String line = text.strip();
    if (!line.equals(PREFIX + CONTRACT_VERSION)) {
      throw new Fault(
          FaultCode.LAKE_VERSION,
          Text.of(
              "数据湖 %s 由另一版本写成（%s，本程序需要 %s%d）。请用写入它的版本打开，或用新目录重新装载。"
                  .formatted(root, line, PREFIX, CONTRACT_VERSION),
              "The lake %s was written by another version (%s; this program needs %s%d). Open it with that version, or load the exports again into a new folder."
                  .formatted(root, line, PREFIX, CONTRACT_VERSION)));
    }
  }
}
