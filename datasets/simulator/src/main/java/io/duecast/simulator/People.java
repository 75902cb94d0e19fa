package io.duecast.simulator;

import java.util.List;

/** Invented names of people and companies. */
final class People {

  private static final List<String> SURNAMES =
      List.of(
          "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "朱", "马", "胡", "郭", "林", "何",
          "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹");
  private static final List<String> GIVEN =
      List.of(
          "敏", "伟", "静", "强", "丽娟", "建国", "晓东", "海燕", "志明", "雪梅", "俊杰", "秀英", "文博", "佳怡", "浩然",
          "国栋", "慧", "鹏飞", "婷婷", "立新", "思远", "春华", "永康", "玉兰");
  private static final List<String> FIRST =
      List.of(
          "恒", "瑞", "华", "鑫", "宏", "泰", "盛", "嘉", "永", "德", "信", "隆", "兴", "达", "中", "金", "天", "安",
          "博", "佳", "诚", "明", "源", "通", "亿", "汇", "凯", "正");
  private static final List<String> SECOND =
      List.of(
          "丰", "达", "远", "昌", "成", "力", "利", "祥", "辉", "邦", "腾", "康", "美", "科", "和", "友", "旺", "升",
          "宇", "航", "晟", "泽");

  private People() {}

  static String person(Draw draw) {
    return draw.of(SURNAMES) + draw.of(GIVEN);
  }

  /** Two characters a company calls itself by. */
  static String brand(Draw draw) {
    return draw.of(FIRST) + draw.of(SECOND);
  }
}
