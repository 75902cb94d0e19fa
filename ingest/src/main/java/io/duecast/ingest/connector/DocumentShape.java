package io.duecast.ingest.connector;

import java.io.Serializable;
import java.util.List;

/**
 * Where the records of a document lie. Ways lead through objects by key, with dots between; arrays
 * on the way to the records are gone through one by one.
 *
 * @param records way from the document to its records; empty for the document itself; with {@link
 *     #OR_BARE} behind it, a document that is an array holds the records itself; of an
 *     object-centric event log the code of an {@link OcelPart}
 * @param unfold way within a record to an array, each element of which makes a row of its own;
 *     empty for one row a record
 * @param fields names of the values, for records that are arrays
 * @param errors how the source's system tells an error where data were expected
 */
public record DocumentShape(
    String records, String unfold, List<String> fields, List<ErrorRule> errors)
    implements Serializable {

  /** Ends a way that only answers as they came have, and not the records taken out of them. */
  public static final String OR_BARE = "?";

  /** Of sources that are no documents. */
  static final DocumentShape NONE = new DocumentShape("", "", List.of(), List.of());

  /** The same, of documents whose records lie elsewhere. */
  public DocumentShape at(String otherRecords) {
    return new DocumentShape(otherRecords, unfold, fields, errors);
  }

  /**
   * A value that tells an error.
   *
   * @param at way to the value from the document's root; elements of arrays by place, from 0
   * @param equalTo whether {@code text} itself is the error, and not everything else
   * @param message way to what the system says about it
   */
  public record ErrorRule(String at, boolean equalTo, String text, String message)
      implements Serializable {}
}
