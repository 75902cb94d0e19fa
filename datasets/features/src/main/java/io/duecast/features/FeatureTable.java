package io.duecast.features;

/** The feature list that {@code datasets/README.md} shows. */
public final class FeatureTable {

  private FeatureTable() {}

  /** Markdown between the page's {@code features} marks. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append(OrderFeatures.ALL.size())
        .append(
            " features, each one Java method in `OrderFeatures`, known at the as-of instant.\n\n")
        .append("| feature | unit | cause | meaning | 含义 |\n|---|---|---|---|---|\n");
    for (Feature feature : OrderFeatures.ALL) {
      page.append("| `")
          .append(feature.name())
          .append("` | ")
          .append(feature.unit())
          .append(" | ")
          .append(feature.cause().code())
          .append(" | ")
          .append(feature.meaning().en())
          .append(". | ")
          .append(feature.meaning().zh())
          .append("。 |\n");
    }
    return page.toString();
  }
}
