package io.duecast.features.bundle;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.IOException;
import java.nio.file.Path;

/** The failures of this module, worded in one place. */
final class BundleFaults {

  private static final String AGAIN_ZH = "请重新训练（duecast train），或回退到上一个模型（duecast models rollback）。";
  private static final String AGAIN_EN =
      "Train again (duecast train) or go back to the model before (duecast models rollback).";

  private BundleFaults() {}

  static Fault missing(Path folder) {
    return new Fault(
        FaultCode.MODEL_MISSING,
        Text.of(
            folder + " 中没有模型包。请先运行 duecast train。",
            "There is no model bundle in " + folder + ". Run duecast train first."));
  }

  static Fault alias(String alias, Path file) {
    return new Fault(
        FaultCode.MODEL_MISSING,
        Text.of(
            file + " 中没有别名 " + alias + "。请先运行 duecast train。",
            "No model is called " + alias + " in " + file + ". Run duecast train first."));
  }

  static Fault unreadable(Path file, IOException cause) {
    return new Fault(
        FaultCode.MODEL_REFUSED,
        Text.of(
            "模型包文件 " + file + " 无法读取：" + cause.getMessage() + "。" + AGAIN_ZH,
            "The bundle file " + file + " cannot be read: " + cause.getMessage() + ". " + AGAIN_EN),
        cause);
  }

  static Fault storage(Path folder, IOException cause) {
    return new Fault(
        FaultCode.STORAGE,
        Text.of(
            "无法写入模型目录 " + folder + "：" + cause + "。请检查磁盘空间和写权限。",
            "The model folder "
                + folder
                + " cannot be written: "
                + cause
                + ". Check free space and permissions."),
        cause);
  }

  static Fault format(Path folder, int found) {
    return new Fault(
        FaultCode.MODEL_REFUSED,
        Text.of(
            "模型包 " + folder + " 的格式版本是 " + found + "，本程序只读版本 " + Manifest.FORMAT + "。" + AGAIN_ZH,
            "The bundle "
                + folder
                + " has format "
                + found
                + "; this program reads format "
                + Manifest.FORMAT
                + ". "
                + AGAIN_EN));
  }

  static Fault content(Path folder, String version) {
    return new Fault(
        FaultCode.MODEL_REFUSED,
        Text.of(
            "模型包 " + folder + " 的说明文件与其版本号 " + version + " 不符：内容被改动过。" + AGAIN_ZH,
            "The manifest of "
                + folder
                + " does not belong to version "
                + version
                + ": it was changed after it was written. "
                + AGAIN_EN));
  }

  static Fault file(Path file, Manifest.FileCard card, long bytes, String hash) {
    return new Fault(
        FaultCode.MODEL_REFUSED,
        Text.of(
            "模型文件 "
                + file
                + " 被改动：应为 "
                + card.bytes()
                + " 字节、SHA-256 "
                + card.sha256()
                + "，实际 "
                + bytes
                + " 字节、"
                + hash
                + "。"
                + AGAIN_ZH,
            "The model file "
                + file
                + " was changed: expected "
                + card.bytes()
                + " bytes with SHA-256 "
                + card.sha256()
                + ", found "
                + bytes
                + " bytes with "
                + hash
                + ". "
                + AGAIN_EN));
  }

  static Fault feature(Path folder, String difference, String differenceZh) {
    return new Fault(
        FaultCode.MODEL_REFUSED,
        Text.of(
            "模型包 " + folder + " 与当前特征不一致：" + differenceZh + "。" + AGAIN_ZH,
            "The bundle "
                + folder
                + " was trained on other features: "
                + difference
                + ". "
                + AGAIN_EN));
  }

  static Fault type(Path file, String type) {
    return new Fault(
        FaultCode.MODEL_REFUSED,
        Text.of(
            "模型文件 " + file + " 含有不允许的类 " + type + "。" + AGAIN_ZH,
            "The model file "
                + file
                + " holds the class "
                + type
                + ", which is not allowed. "
                + AGAIN_EN));
  }

  static Fault noPrevious(Path file) {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            file + " 中没有上一个模型，无法回退。", "There is no previous model in " + file + " to go back to."));
  }
}
