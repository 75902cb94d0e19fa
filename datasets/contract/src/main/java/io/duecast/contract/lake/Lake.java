package io.duecast.contract.lake;

import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/**
 * Places in the lake, computed from its root. The root is a folder or an object-store address such
 * as {@code s3a://bucket/duecast}; engines open the places, this class only names them.
 */
public record Lake(String root) {

  public Lake {
    if (root.isBlank()) {
      throw new IllegalArgumentException("The lake's root is empty.");
    }
    root = root.length() > 1 && root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }

  public String zone(Zone zone) {
    return root + "/" + zone.folder();
  }

  /** Root of a table's Delta log and files. */
  public String table(TableSpec table) {
    return zone(table.zone()) + "/" + table.name();
  }

  /** Folder that keeps the files of one load as they came. */
  public String rawFiles(String sourceSystem, String loadId) {
    return rawFiles() + "/" + sourceSystem + "/" + loadId;
  }

  /** Folder of the files of all loads as they came, which only those who load may open. */
  public String rawFiles() {
    return zone(Zone.RAW) + "/files";
  }

  /**
   * Folder that keeps what was made of the files of one load: its connector, settings, instants.
   */
  public String manifest(String loadId) {
    return manifests() + "/" + loadId;
  }

  /** Folder with the manifests of all loads. */
  public String manifests() {
    return zone(Zone.RAW) + "/manifests";
  }

  /** A lake inside this one where the orders are built again; gone when that is done. */
  public Lake rebuild() {
    return new Lake(zone(Zone.RAW) + "/rebuild");
  }

  /** Folder where the rows of one load wait until they are published; gone afterwards. */
  public String staging(String loadId) {
    return zone(Zone.RAW) + "/staging-" + loadId;
  }

  /** Folder of one model bundle. */
  public String bundle(String modelVersion) {
    return zone(Zone.MODELS) + "/bundles/" + modelVersion;
  }

  /** File that says which bundle is champion, challenger and previous. */
  public String aliases() {
    return zone(Zone.MODELS) + "/aliases.json";
  }

  /** Folder of the last backtest: metrics, predictions and the report page. */
  public String backtest() {
    return zone(Zone.MODELS) + "/backtest";
  }

  /** File that says which version of the contract wrote the lake. */
  public String marker() {
    return root + "/" + LakeMarker.FILE_NAME;
  }
}
