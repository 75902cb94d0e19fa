package io.duecast.features.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Any;
import com.google.protobuf.Descriptors;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.duecast.contract.Sha256;
import io.duecast.features.FactsJson;
import io.duecast.features.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.protos.XGBoostModelProto;
import org.tribuo.protos.core.ModelProto;

/**
 * One folder: {@code manifest.json}, one protobuf file per target and {@code reference.json}.
 * Nothing of a file is parsed before its size and hash are those of the manifest, and the
 * manifest's own hash is part of the model version.
 */
public final class ModelBundle {

  private static final String MANIFEST = "manifest.json";
  private static final String SETTINGS = "settings";
  private static final List<String> ALLOWED =
      List.of("org.tribuo.", "com.oracle.labs.mlrg.olcut.", HazardConverter.class.getName());

  private final Manifest manifest;
  private final Map<String, XGBoostModel<Label>> models;

  private ModelBundle(Manifest manifest, Map<String, XGBoostModel<Label>> models) {
    this.manifest = manifest;
    this.models = models;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Models by the file that a card names. */
  Map<String, XGBoostModel<Label>> models() {
    return models;
  }

  /**
   * A bundle that is not written, for backtests.
   *
   * @param models by {@link TargetCard#file()} and {@link TargetCard#cohortFile()}
   */
  public static ModelBundle inMemory(Manifest draft, Map<String, XGBoostModel<Label>> models) {
    return new ModelBundle(draft, new TreeMap<>(models));
  }

  /**
   * Opens {@code folder}.
   *
   * @throws io.duecast.contract.fault.Fault MODEL_MISSING without a manifest; MODEL_REFUSED when a
   *     file was changed, a class is not allowed, or the features differ, saying which
   */
  public static ModelBundle open(Path folder) {
    Manifest manifest = manifest(folder);
    if (manifest.format() != Manifest.FORMAT) {
      throw BundleFaults.format(folder, manifest.format());
    }
    checkFeatures(folder, manifest);
    Map<String, XGBoostModel<Label>> models = new TreeMap<>();
    for (Manifest.FileCard card : manifest.files()) {
      Path file = folder.resolve(card.name());
      byte[] bytes = checked(file, card);
      if (!card.name().equals(Reference.FILE)) {
        models.put(card.name(), model(file, bytes));
      }
    }
    return new ModelBundle(manifest, models);
  }

  /**
   * What the orders were like that the bundle in {@code folder} was trained on; empty where it was
   * written without.
   *
   * @throws io.duecast.contract.fault.Fault MODEL_REFUSED when the file was changed
   */
  public static Optional<Reference> reference(Path folder) {
    for (Manifest.FileCard card : manifest(folder).files()) {
      if (card.name().equals(Reference.FILE)) {
        Path file = folder.resolve(card.name());
        try {
          return Optional.of(FactsJson.MAPPER.readValue(checked(file, card), Reference.class));
        } catch (IOException e) {
          throw BundleFaults.unreadable(file, e);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The manifest of {@code folder}, its content hash checked, its features not. Models of an older
   * format still tell their story.
   */
  public static Manifest manifest(Path folder) {
    Path file = folder.resolve(MANIFEST);
    Manifest manifest;
    try {
      JsonNode tree = FactsJson.MAPPER.readTree(Files.readAllBytes(file));
      if (tree instanceof ObjectNode story && !story.has(SETTINGS)) {
        // Written before settings were kept.
        story.putObject(SETTINGS);
      }
      manifest = FactsJson.MAPPER.treeToValue(tree, Manifest.class);
    } catch (NoSuchFileException e) {
      throw BundleFaults.missing(folder);
    } catch (IOException e) {
      throw BundleFaults.unreadable(file, e);
    }
    if (manifest.format() > Manifest.FORMAT) {
      throw BundleFaults.format(folder, manifest.format());
    }
    if (!manifest.modelVersion().equals(version(manifest))) {
      throw BundleFaults.content(folder, manifest.modelVersion());
    }
    return manifest;
  }

  /** Writes a bundle without reference: its drift cannot be told. */
  public static Manifest write(
      Path bundles, Manifest draft, Map<String, XGBoostModel<Label>> models) {
    return write(bundles, draft, models, null);
  }

  /**
   * Writes a bundle as {@code bundles/<model version>}: into a hidden folder first, then by one
   * rename. The same content gives the same version; an existing one is kept.
   *
   * @param models by file, exactly those that the cards name
   * @param reference what later runs are compared with
   * @return the manifest with version and files
   */
  public static Manifest write(
      Path bundles,
      Manifest draft,
      Map<String, XGBoostModel<Label>> models,
      @Nullable Reference reference) {
    List<String> named =
        draft.targets().stream().flatMap(card -> card.files().stream()).sorted().toList();
    if (!named.equals(models.keySet().stream().sorted().toList())) {
      throw new IllegalArgumentException(
          "The cards name " + named + " but the models are " + models.keySet());
    }
    try {
      Files.createDirectories(bundles);
      Path temporary = Files.createTempDirectory(bundles, ".writing-");
      List<Manifest.FileCard> cards = new ArrayList<>();
      for (String name : named) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        java.util.Objects.requireNonNull(models.get(name)).serializeToStream(bytes);
        Files.write(temporary.resolve(name), bytes.toByteArray());
        cards.add(new Manifest.FileCard(name, bytes.size(), Sha256.hex(bytes.toByteArray())));
      }
      if (reference != null) {
        byte[] bytes = FactsJson.MAPPER.writeValueAsBytes(reference);
        Files.write(temporary.resolve(Reference.FILE), bytes);
        cards.add(new Manifest.FileCard(Reference.FILE, bytes.length, Sha256.hex(bytes)));
      }
      Manifest written = draft.written("", cards);
      written = draft.written(version(written), cards);
      Files.write(
          temporary.resolve(MANIFEST),
          FactsJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(written));
      Path folder = bundles.resolve(written.modelVersion());
      if (Files.exists(folder)) {
        delete(temporary);
      } else {
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return written;
    } catch (IOException e) {
      throw BundleFaults.storage(bundles, e);
    }
  }

  /** As-of day and hash of everything in the manifest but the version itself. */
  static String version(Manifest manifest) {
    try {
      byte[] content =
          FactsJson.MAPPER
              .writeValueAsString(manifest.written("", manifest.files()))
              .getBytes(StandardCharsets.UTF_8);
      return DateTimeFormatter.BASIC_ISO_DATE.format(
              manifest.asOf().atOffset(ZoneOffset.UTC).toLocalDate())
          + "-"
          + Sha256.hex(content).substring(0, 12);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A manifest has no JSON.", e);
    }
  }

  private static void checkFeatures(Path folder, Manifest manifest) {
    Fingerprint now = Fingerprint.current();
    if (now.hash().equals(manifest.fingerprint())) {
      return;
    }
    for (Map.Entry<String, String> feature : now.byFeature().entrySet()) {
      String trained = manifest.features().get(feature.getKey());
      if (trained == null) {
        throw BundleFaults.feature(
            folder, "it does not know " + feature.getKey(), "模型不认识特征 " + feature.getKey());
      }
      if (!trained.equals(feature.getValue())) {
        throw BundleFaults.feature(
            folder,
            feature.getKey() + " computes other values now",
            "特征 " + feature.getKey() + " 的计算结果已改变");
      }
    }
    for (String name : manifest.features().keySet()) {
      if (!now.byFeature().containsKey(name)) {
        throw BundleFaults.feature(folder, name + " is gone", "特征 " + name + " 已不存在");
      }
    }
    throw BundleFaults.feature(folder, "their order changed", "特征顺序已改变");
  }

  private static byte[] checked(Path file, Manifest.FileCard card) {
    try {
      long size = Files.size(file);
      byte[] bytes = size == card.bytes() ? Files.readAllBytes(file) : new byte[0];
      String hash = size == card.bytes() ? Sha256.hex(bytes) : "-";
      if (size != card.bytes() || !hash.equals(card.sha256())) {
        throw BundleFaults.file(file, card, size, hash);
      }
      return bytes;
    } catch (IOException e) {
      throw BundleFaults.unreadable(file, e);
    }
  }

  private static XGBoostModel<Label> model(Path file, byte[] bytes) {
    try {
      ModelProto proto = ModelProto.parseFrom(bytes);
      checkClasses(file, proto);
      if (!proto.getClassName().equals(XGBoostModel.class.getName())) {
        throw BundleFaults.type(file, proto.getClassName());
      }
      Model<?> model = Model.deserializeFromStream(new ByteArrayInputStream(bytes));
      return (XGBoostModel<Label>) model.castModel(Label.class);
    } catch (IOException e) {
      throw BundleFaults.unreadable(file, e);
    }
  }

  /**
   * Tribuo makes objects of the classes that a file names: only those that belong to a model are
   * let in.
   */
  private static void checkClasses(Path file, Message message)
      throws InvalidProtocolBufferException {
    for (Map.Entry<Descriptors.FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getKey().getName().equals("class_name")) {
        String type = String.valueOf(field.getValue());
        if (ALLOWED.stream().noneMatch(type::startsWith)) {
          throw BundleFaults.type(file, type);
        }
      }
      Object value = field.getValue();
      for (Object one : value instanceof List<?> list ? list : List.of(value)) {
        if (one instanceof Any any && any.is(XGBoostModelProto.class)) {
          checkClasses(file, any.unpack(XGBoostModelProto.class));
        } else if (one instanceof Message nested) {
          checkClasses(file, nested);
        }
      }
    }
  }

  /**
   * Hash of what each model learned, by file. The machine it was trained on, which Tribuo notes
   * within the file, does not count.
   */
  public Map<String, String> learned() {
    Map<String, String> hashes = new TreeMap<>();
    models.forEach((name, model) -> hashes.put(name, learned(model)));
    return hashes;
  }

  private static String learned(XGBoostModel<Label> model) {
    try {
      // Read back first: a booster that was read writes other bytes than one just trained.
      XGBoostModelProto proto =
          TribuoHazards.fromBytes(TribuoHazards.toBytes(model))
              .serialize()
              .getSerializedData()
              .unpack(XGBoostModelProto.class);
      XGBoostModelProto.Builder bare = proto.toBuilder();
      bare.getMetadataBuilder().clearProvenance();
      return Sha256.hex(bare.build().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A model cannot read what it wrote.", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
