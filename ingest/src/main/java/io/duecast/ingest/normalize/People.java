package io.duecast.ingest.normalize;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import io.duecast.contract.check.RejectRule;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.table.Column;
import io.duecast.ingest.connector.ColumnSpec;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.PeopleSetting;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * What one load makes of the names of people. The contract marks the columns they stand in; the
 * connector's queries see names as they came, and no table after them does.
 */
public final class People {

  /** Names as they came. */
  public static final People KEPT = new People(PeopleSetting.KEEP, null);

  private static final String KEEP_MARK = "keep";
  private static final String DROP_MARK = "drop";
  private static final String HASH_MARK = "hash:";
  private static final int MARK_DIGITS = 8;

  /** Values of dates, numbers and flags, and nothing that could be a name. */
  private static final String NO_NAME = "^[0-9０-９\\s:：./,，+%¥$€→()TZ年月日时時分秒-]*$";

  /**
   * Digits with few letters, as codes are; words are names even where a source calls them codes.
   */
  private static final String CODE = "^(?=.*[0-9])[0-9_./-]*([A-Za-z]{0,4})[0-9_./-]*$";

  private final PeopleSetting setting;
  private final @Nullable Pseudonyms pseudonyms;

  private People(PeopleSetting setting, @Nullable Pseudonyms pseudonyms) {
    this.setting = setting;
    this.pseudonyms = pseudonyms;
  }

  /**
   * What earlier loads did.
   *
   * @param mark {@link People#mark} of the last load of the source, be it that it broke off
   * @param lake marks of all loads that the lake holds
   */
  public record Before(Optional<String> mark, Set<String> lake) {
    /** No load was there. */
    public static final Before NOTHING = new Before(Optional.empty(), Set.of());
  }

  /**
   * What a load does: as it was told, else as the load before did.
   *
   * @param told for this load
   * @throws io.duecast.contract.fault.Fault when names are to be hashed without a key, or with
   *     another one than the lake has: the same person would become two, and no key could build the
   *     lake again
   */
  public static People of(Optional<PeopleSetting> told, Before before, PeopleKey key) {
    return of(
        told.orElseGet(() -> before.mark().map(People::setting).orElse(PeopleSetting.KEEP)),
        before.lake(),
        key);
  }

  /**
   * What a load did.
   *
   * @param mark as the load noted it; null where it did not, and names stayed
   * @throws io.duecast.contract.fault.Fault when its key is missing, or is not this one
   */
  public static People noted(@Nullable String mark, PeopleKey key) {
    return mark == null ? KEPT : of(setting(mark), Set.of(mark), key);
  }

  private static People of(PeopleSetting setting, Set<String> marks, PeopleKey key) {
    return switch (setting) {
      case KEEP -> KEPT;
      case DROP -> new People(setting, null);
      case HASH -> {
        People people = new People(setting, new Pseudonyms(key.needed()));
        if (marks.stream()
            .anyMatch(mark -> setting(mark) == setting && !mark.equals(people.mark()))) {
          throw IngestFaults.peopleKeyDiffers();
        }
        yield people;
      }
    };
  }

  private static PeopleSetting setting(String mark) {
    return mark.startsWith(HASH_MARK)
        ? PeopleSetting.HASH
        : PeopleSetting.valueOf(mark.toUpperCase(Locale.ROOT));
  }

  /** The setting as a load notes it; of the key only enough to know it again. */
  public String mark() {
    return switch (setting) {
      case KEEP -> KEEP_MARK;
      case DROP -> DROP_MARK;
      case HASH -> HASH_MARK + pseudonyms().digits("mark of the key", MARK_DIGITS);
    };
  }

  public boolean areKept() {
    return setting == PeopleSetting.KEEP;
  }

  /** Whether anything of a contact is left to keep. */
  boolean keepsContacts() {
    return setting != PeopleSetting.DROP;
  }

  private Pseudonyms pseudonyms() {
    return java.util.Objects.requireNonNull(pseudonyms);
  }

  /** The values of a column as this load publishes them. */
  org.apache.spark.sql.Column treated(Column column, org.apache.spark.sql.Column value) {
    return switch (column.personal()) {
      case NONE -> value;
      case NAME ->
          switch (setting) {
            case KEEP -> value;
            case HASH -> functions.udf(pseudonyms(), DataTypes.StringType).apply(value);
            case DROP -> lit(null);
          };
      case CODE ->
          switch (setting) {
            case KEEP -> value;
            case HASH -> functions.udf(pseudonyms(), DataTypes.StringType).apply(value);
            case DROP -> when(value.rlike(CODE), value);
          };
      case CONTACT -> setting == PeopleSetting.KEEP ? value : lit(null);
    };
  }

  /**
   * Rows and cells that were refused while reading, without what might be a name: values of text
   * cells that are no key, of whole records, and of other cells where they hold words.
   */
  public Dataset<Row> withoutNames(Dataset<Row> refused, Connector connector) {
    if (areKept()) {
      return refused;
    }
    List<String> keys = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (SourceSpec source : connector.sources()) {
      for (ColumnSpec column : source.columns()) {
        List<String> places =
            column.headings().stream().map(heading -> source.name() + "|" + heading).toList();
        if (source.grain().contains(column.name())) {
          keys.addAll(places);
        } else if (column.kind() != ColumnSpec.Kind.TEXT) {
          plain.addAll(places);
        }
      }
    }
    org.apache.spark.sql.Column place =
        concat_ws("|", col(Rejects.TARGET_TABLE.name()), col(Rejects.COLUMN_NAME.name()));
    org.apache.spark.sql.Column value = col(Rejects.VALUE.name());
    // Who mended a cell, and why, stands behind its values.
    org.apache.spark.sql.Column mended = regexp_replace(value, lit("(?s) \\(.*"), lit(""));
    return refused.withColumn(
        Rejects.VALUE.name(),
        when(
                place
                    .isin(keys.toArray())
                    .or(col(Rejects.RULE.name()).equalTo(RejectRule.CORRECTION_UNMATCHED.name())),
                value)
            .when(place.isin(plain.toArray()).and(mended.rlike(NO_NAME)), mended));
  }

  /** Pseudonyms by name. They stay the same from load to load, so that owners can be told apart. */
  private static final class Pseudonyms implements UDF1<String, String> {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGITS = 12;

    /** People are few; codes that are none may be many. */
    private static final int MOST_REMEMBERED = 100_000;

    private final byte[] key;
    private transient @Nullable Map<String, String> known;

    Pseudonyms(byte[] key) {
      this.key = key;
    }

    @Override
    public @Nullable String call(@Nullable String name) {
      if (name == null || name.isBlank()) {
        return null;
      }
      Map<String, String> known = known();
      String there = known.get(name);
      if (there != null) {
        return there;
      }
      String made = "P-" + digits(Normalizer.normalize(name.strip(), Normalizer.Form.NFKC), DIGITS);
      if (known.size() < MOST_REMEMBERED) {
        known.put(name, made);
      }
      return made;
    }

    private synchronized Map<String, String> known() {
      if (known == null) {
        known = new ConcurrentHashMap<>();
      }
      return known;
    }

    String digits(String text, int count) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
        return HexFormat.of()
            .withUpperCase()
            .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
            .substring(0, count);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
      }
    }
  }
}
