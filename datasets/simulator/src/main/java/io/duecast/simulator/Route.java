package io.duecast.simulator;

/** How goods travel; a custom field of the orders. */
enum Route {
  ROAD("陆运", 1.0),
  RAIL("铁路", 1.5),
  AIR("空运", 0.5),
  EXPRESS("快递", 0.8);

  private final String label;
  private final double factor;

  Route(String label, double factor) {
    this.label = label;
    this.factor = factor;
  }

  String label() {
    return label;
  }

  /** Factor on the transport time. */
  double factor() {
    return factor;
  }
}
