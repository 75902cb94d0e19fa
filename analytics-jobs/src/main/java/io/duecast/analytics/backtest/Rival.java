package io.duecast.analytics.backtest;

import io.duecast.contract.Text;

/** Our model and the baselines that always stand beside it (EVALUATION §1.6). */
enum Rival {
  OURS("duecast", "Duecast", "Duecast"),
  BASE_RATE("b0_base_rate", "总体比率", "Base rate"),
  DUE_SOON("b1_due_soon", "快到期规则", "Rule: due soon"),
  SUPPLIER_RATE("b2_supplier_rate", "供应商比率", "Supplier's rate"),
  SUPPLIER_ELAPSED("b3_supplier_elapsed", "供应商×用时表", "Supplier × elapsed time"),
  LOGISTIC("b4_logistic", "逻辑回归", "Logistic regression"),
  COMPLETED_ONLY("b5_xgboost_completed", "只用已完成订单的 XGBoost", "XGBoost, completed orders only");

  private final String code;
  private final Text label;

  Rival(String code, String zh, String en) {
    this.code = code;
    this.label = Text.of(zh, en);
  }

  /** Name in {@code metrics.json}. */
  String code() {
    return code;
  }

  Text label() {
    return label;
  }
}
