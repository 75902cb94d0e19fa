package io.duecast.simulator;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.nio.file.Path;
import java.time.LocalDate;

/** Every failure that a user of the simulator can meet. */
final class SimulatorFaults {

  private SimulatorFaults() {}

  static Fault lines(int lines) {
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "--lines 的值 %d 不在 1 到 %d 之间。".formatted(lines, SimulationSettings.MOST_LINES),
            "--lines is %d; give a number from 1 to %d."
                .formatted(lines, SimulationSettings.MOST_LINES)));
  }

  static Fault end(LocalDate end) {
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "--end 的值 %s 不在 2018 年到 2040 年之间。".formatted(end),
            "--end is %s; give a day from 2018 to 2040.".formatted(end)));
  }

  static Fault dirtyRate(double rate) {
    return new Fault(
        FaultCode.BAD_ARGUMENT,
        Text.of(
            "--dirty-rate 的值 %s 不在 0 到 0.5 之间。".formatted(rate),
            "--dirty-rate is %s; give a share from 0 to 0.5.".formatted(rate)));
  }

  static Fault occupied(Path folder) {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "目录 %s 中已有其他内容，未改动任何文件。请用 --out 另选一个目录，或先清空它。".formatted(folder),
            "The folder %s already holds something else; nothing was changed. Name another with --out, or empty it first."
                .formatted(folder)));
  }

  static Fault otherParameters(Path folder, String given, String asked) {
    return new Fault(
        FaultCode.CONFLICT,
        Text.of(
            "目录 %s 中是另一组参数的数据（已有 %s，要求 %s），未改动任何文件。请用 --out 另选一个目录，或先删除它。"
                .formatted(folder, given, asked),
            "The folder %s holds data of other parameters (there: %s; asked for: %s); nothing was changed. Name another with --out, or remove it first."
                .formatted(folder, given, asked)));
  }

  static Fault storage(Path folder, Exception cause) {
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new Fault(
        FaultCode.STORAGE,
        Text.of(
            "无法写入目录 %s（%s）。请检查权限和磁盘空间。".formatted(folder, reason),
            "Cannot write to the folder %s (%s). Check its permissions and the space on the disk."
                .formatted(folder, reason)),
        cause);
  }
}
