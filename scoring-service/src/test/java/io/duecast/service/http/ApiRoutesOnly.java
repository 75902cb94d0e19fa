package io.duecast.service.http;

import io.duecast.service.GoldenLake;
import io.duecast.service.lake.LakeReader;
import io.duecast.service.lake.QueryLimits;
import io.duecast.service.model.ModelList;
import io.duecast.service.model.Scoring;
import io.duecast.service.quality.QualityGate;
import java.util.List;
import java.util.Optional;

/** The API's routes without a server. */
final class ApiRoutesOnly {

  private ApiRoutesOnly() {}

  static List<Route> routes() {
    try (LakeReader lake = LakeReader.open(GoldenLake.lake(), new QueryLimits("128MB", 1, 10, 1))) {
      return new ApiRoutes(
              lake,
              new Scoring(lake.lake()),
              new ModelList(lake.lake()),
              Optional::empty,
              new QualityGate(0.1),
              new ApiRoutes.Limits(10, 10, 1024, 1))
          .routes();
    }
  }
}
