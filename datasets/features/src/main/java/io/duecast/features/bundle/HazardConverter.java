package io.duecast.features.bundle;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostOutputConverter;
import org.tribuo.common.xgboost.protos.XGBoostOutputConverterProto;
import org.tribuo.protos.ProtoSerializableClass;
import org.tribuo.protos.ProtoUtil;

/**
 * Reads the one probability of a booster with logistic loss as that of the second class; Tribuo's
 * own converter expects one of each class. Public because Tribuo makes it by its name.
 */
@ProtoSerializableClass(version = HazardConverter.CURRENT_VERSION)
public final class HazardConverter implements XGBoostOutputConverter<Label> {

  private static final long serialVersionUID = 1L;

  /** Version of what a file says of a converter. */
  public static final int CURRENT_VERSION = 0;

  /** The converter that a file names. */
  public static HazardConverter deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    if (version != CURRENT_VERSION || message.getValue().size() != 0) {
      throw new InvalidProtocolBufferException(className + " of version " + version);
    }
    return new HazardConverter();
  }

  @Override
  public boolean generatesProbabilities() {
    return true;
  }

  @Override
  public Prediction<Label> convertOutput(
      ImmutableOutputInfo<Label> info,
      List<float[]> probabilities,
      int numValidFeatures,
      Example<Label> example) {
    double second = probabilities.get(0)[0];
    Map<String, Label> scores = new LinkedHashMap<>();
    for (int id = 0; id < 2; id++) {
      String name = info.getOutput(id).getLabel();
      scores.put(name, new Label(name, id == 1 ? second : 1 - second));
    }
    return new Prediction<>(
        scores.get(info.getOutput(second > 0.5 ? 1 : 0).getLabel()),
        scores,
        numValidFeatures,
        example,
        true);
  }

  @Override
  public List<Prediction<Label>> convertBatchOutput(
      ImmutableOutputInfo<Label> info,
      List<float[][]> probabilities,
      int[] numValidFeatures,
      Example<Label>[] examples) {
    List<Prediction<Label>> predictions = new ArrayList<>();
    for (int i = 0; i < examples.length; i++) {
      predictions.add(
          convertOutput(info, List.of(probabilities.get(0)[i]), numValidFeatures[i], examples[i]));
    }
    return predictions;
  }

  @Override
  public XGBoostOutputConverterProto serialize() {
    return ProtoUtil.serialize(this);
  }

  @Override
  public Class<Label> getTypeWitness() {
    return Label.class;
  }
}
