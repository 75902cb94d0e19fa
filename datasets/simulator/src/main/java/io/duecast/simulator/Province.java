package io.duecast.simulator;

import java.util.List;

/**
 * Where a partner sits.
 *
 * @param transit median working days of transport to the company in Suzhou
 * @param weight how many partners sit there
 */
record Province(String name, List<String> cities, double transit, int weight) {

  static final List<Province> ALL =
      List.of(
          new Province("江苏", List.of("苏州", "无锡", "常州", "南京", "昆山"), 0.9, 30),
          new Province("浙江", List.of("宁波", "杭州", "嘉兴", "温州"), 1.3, 18),
          new Province("上海", List.of("上海"), 0.9, 12),
          new Province("广东", List.of("深圳", "东莞", "佛山", "广州"), 2.6, 18),
          new Province("山东", List.of("青岛", "济南", "烟台"), 2.0, 8),
          new Province("安徽", List.of("合肥", "芜湖"), 1.5, 6),
          new Province("湖北", List.of("武汉", "襄阳"), 2.4, 4),
          new Province("四川", List.of("成都", "绵阳"), 3.8, 3),
          new Province("辽宁", List.of("大连", "沈阳"), 3.2, 2));

  static Province drawn(Draw draw) {
    int at = draw.whole(1, ALL.stream().mapToInt(Province::weight).sum());
    for (Province province : ALL) {
      at -= province.weight();
      if (at <= 0) {
        return province;
      }
    }
    throw new IllegalStateException("weights do not cover their sum");
  }
}
