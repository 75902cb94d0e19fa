package io.duecast.contract.fault;

import io.duecast.contract.Text;

/** Every way a command or request can fail. The code is stable and is shown with the message. */
public enum FaultCode {
  BAD_ARGUMENT(Blame.CALLER, 400, "参数错误", "Bad argument"),
  NOT_FOUND(Blame.CALLER, 404, "未找到", "Not found"),
  NOT_ACCEPTABLE(Blame.CALLER, 406, "不支持的格式", "Not acceptable"),
  CONFLICT(Blame.CALLER, 409, "冲突", "Conflict"),
  TOO_LARGE(Blame.CALLER, 413, "请求过大", "Too large"),
  STALE_CURSOR(Blame.CALLER, 410, "分页游标已失效", "The page cursor is no longer valid"),
  SQL_REFUSED(Blame.CALLER, 400, "查询被拒绝", "Query refused"),
  CONNECTOR_UNKNOWN(Blame.CALLER, 404, "没有这个连接器", "No such connector"),
  CONNECTOR_INVALID(Blame.CONFIG, 503, "连接器无效", "Connector invalid"),
  PROCESS_INVALID(Blame.CONFIG, 503, "流程定义无效", "Process definition invalid"),
  INPUT_MISSING(Blame.CALLER, 404, "找不到输入文件", "Input not found"),
  INPUT_EMPTY(Blame.DATA, 422, "输入为空", "Input is empty"),
  INPUT_ENCODING(Blame.DATA, 422, "文件编码错误", "Wrong encoding"),
  INPUT_COLUMN_MISSING(Blame.DATA, 422, "缺少列", "Column missing"),
  INPUT_DAMAGED(Blame.DATA, 422, "文件损坏", "File damaged"),
  INPUT_REFUSED(Blame.DATA, 422, "拒绝读取该文件", "File refused"),
  INPUT_TOO_LARGE(Blame.DATA, 422, "文件过大", "File too large"),
  SOURCE_FAILED(Blame.CONFIG, 503, "无法读取源系统", "The source system cannot be read"),
  ROWS_LOST(Blame.INTERNAL, 500, "行数不符", "Rows do not add up"),
  NOT_REBUILDABLE(Blame.DATA, 422, "无法重建", "Cannot be built again"),
  NOT_ENOUGH_HISTORY(Blame.DATA, 422, "历史不足", "Not enough history"),
  QUALITY_TOO_LOW(Blame.DATA, 409, "数据质量不足", "Data quality too low"),
  LAKE_MISSING(Blame.CALLER, 503, "数据湖不存在", "No lake there"),
  LAKE_TABLE_MISSING(Blame.CALLER, 503, "数据湖缺少表", "Table missing in the lake"),
  LAKE_VERSION(Blame.CONFIG, 503, "数据湖版本不符", "Lake from another version"),
  MODEL_MISSING(Blame.CALLER, 503, "没有可用模型", "No model"),
  MODEL_REFUSED(Blame.CONFIG, 503, "模型被拒绝", "Model refused"),
  GATE_REFUSED(Blame.CALLER, 409, "未通过准入", "Gate refused"),
  CONFIG_INVALID(Blame.CONFIG, 503, "配置错误", "Configuration invalid"),
  PORT_IN_USE(Blame.CONFIG, 503, "端口被占用", "Port in use"),
  STORAGE(Blame.CONFIG, 503, "存储不可用", "Storage not usable"),
  OVERLOADED(Blame.CONFIG, 503, "服务繁忙", "Overloaded"),
  INTERNAL(Blame.INTERNAL, 500, "内部错误", "Internal error");

  private final Blame blame;
  private final int httpStatus;
  private final Text title;

  FaultCode(Blame blame, int httpStatus, String zh, String en) {
    this.blame = blame;
    this.httpStatus = httpStatus;
    this.title = Text.of(zh, en);
  }

  public Blame blame() {
    return blame;
  }

  public int exitCode() {
    return blame.exitCode();
  }

  public int httpStatus() {
    return httpStatus;
  }

  public Text title() {
    return title;
  }
}
