package io.duecast.simulator;

import java.util.List;

/**
 * A kind of goods: suppliers and items belong to one.
 *
 * @param works words of the supplier's name
 * @param goods names of the items
 * @param makingDays median working days to make one order
 * @param strain logarithm by which its suppliers run slower than they plan
 * @param inspected share of its items that are inspected on arrival
 * @param price usual net price in fen
 * @param quantity usual quantity of a line
 * @param secondLot time from the first of two lots to the second
 * @param remaking time to make refused goods again
 */
record Trade(
    String name,
    List<String> works,
    List<String> goods,
    String unit,
    double makingDays,
    double strain,
    double inspected,
    int price,
    int quantity,
    boolean electric,
    StageTime secondLot,
    StageTime remaking) {

  Trade(
      String name,
      List<String> works,
      List<String> goods,
      String unit,
      double makingDays,
      double strain,
      double inspected,
      int price,
      int quantity) {
    this(
        name,
        works,
        goods,
        unit,
        makingDays,
        strain,
        inspected,
        price,
        quantity,
        name.startsWith("电") || name.startsWith("线"),
        StageTime.work(4 + makingDays / 5, 2.8, 3),
        StageTime.work(3 + makingDays / 3, 3.5, 2));
  }

  static final List<Trade> ALL =
      List.of(
          new Trade(
              "机加工件",
              List.of("精密机械", "精工机械", "数控加工"),
              List.of("轴承座", "传动轴", "法兰盘", "连接板", "定位销", "齿轮箱体"),
              "Pcs",
              15,
              0.06,
              0.8,
              18_600,
              60),
          new Trade(
              "钣金件",
              List.of("钣金制品", "金属制品", "机箱制造"),
              List.of("机柜外壳", "防护罩", "安装支架", "底板", "门板"),
              "Pcs",
              10,
              0.02,
              0.6,
              9_800,
              80),
          new Trade(
              "注塑件",
              List.of("塑胶制品", "模塑科技", "塑料五金"),
              List.of("端盖", "按键面板", "导风罩", "绝缘垫", "接线盒"),
              "Pcs",
              11,
              0.0,
              0.5,
              650,
              1_500),
          new Trade(
              "电子元器件",
              List.of("电子科技", "微电子", "半导体"),
              List.of("贴片电阻", "电解电容", "功率模块", "微控制器", "光耦", "连接器"),
              "Pcs",
              19,
              0.10,
              0.3,
              420,
              3_000),
          new Trade(
              "标准件",
              List.of("紧固件", "五金", "标准件"),
              List.of("内六角螺钉", "弹簧垫圈", "深沟球轴承", "锁紧螺母", "卡簧"),
              "Pcs",
              4,
              -0.10,
              0.1,
              85,
              5_000),
          new Trade(
              "包装材料",
              List.of("包装材料", "纸品包装"),
              List.of("瓦楞纸箱", "珍珠棉衬垫", "木托盘", "缠绕膜"),
              "Pcs",
              4,
              -0.08,
              0.1,
              480,
              800),
          new Trade(
              "原材料",
              List.of("钢铁贸易", "特种钢材", "铝业"),
              List.of("冷轧钢板", "圆钢", "铝型材", "不锈钢管"),
              "kg",
              8,
              0.0,
              0.7,
              720,
              2_000),
          new Trade(
              "电机电器",
              List.of("电机", "电气", "自动化设备"),
              List.of("伺服电机", "减速电机", "接触器", "变频器", "开关电源"),
              "Pcs",
              16,
              0.05,
              0.5,
              86_000,
              15),
          new Trade(
              "线束",
              List.of("线缆", "线束科技"),
              List.of("动力线束", "信号线束", "屏蔽电缆", "接地线"),
              "Pcs",
              9,
              0.03,
              0.4,
              3_600,
              200),
          new Trade(
              "表面处理",
              List.of("表面处理", "电镀", "涂装"),
              List.of("镀锌支架", "阳极氧化壳体", "喷塑面板"),
              "Pcs",
              6,
              0.12,
              0.9,
              2_900,
              150));

  /** What the company makes and sells. */
  static final Trade FINISHED =
      new Trade(
          "成品",
          List.of(),
          List.of("包装机", "输送线", "分拣单元", "码垛机", "灌装机", "贴标机"),
          "Pcs",
          0,
          0,
          0,
          4_600_000,
          2);
}
