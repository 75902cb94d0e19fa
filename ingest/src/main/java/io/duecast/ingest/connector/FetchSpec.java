package io.duecast.ingest.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the sources of a connector are read out of a running system instead of from exports. A source
 * that has no entry is read from files alone.
 *
 * <p>A source is read at once, or in parts where several tables or forms stand behind it. The
 * reading of a part has the source's name, a slash, and that of the part.
 *
 * @param login how a user is known to the system
 * @param tables by reading: what a database gives
 * @param pages by reading: what an HTTP interface gives
 * @param watermarks by source: where the next reading begins
 * @param conditions by source: the setting on which it depends whether the source is read
 */
public record FetchSpec(
    Login login,
    Pace pace,
    Map<String, Rows> tables,
    Map<String, Pages> pages,
    Map<String, Watermark> watermarks,
    Map<String, String> conditions) {

  /** Value of a setting by which a source is left out, as by an empty one. */
  public static final String SKIP = "skip";

  /** Where a request takes a value: a setting, or what its kind of request knows. */
  public static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

  /**
   * Who reads. Texts such as {@code ${DUECAST_B1_PASSWORD}} name variables of the environment; a
   * secret itself never stands in a connector.
   *
   * @param secretFile file that holds the secret, instead of a variable
   * @param headers sent with every request; may hold {@code {user}}, {@code {secret}} and {@code
   *     {token}}
   * @param query in the address of every request, for systems that look for a token there and
   *     nowhere else; may hold what headers may
   * @param method of the request that opens a session; of {@code GET} the body is a form that
   *     stands in the address
   * @param server address of another system that lets users in; empty where it is the same
   * @param path request that opens a session; empty where none has to be opened
   * @param body of that request
   * @param form whether the body is sent as a form and not as JSON
   * @param tokenAt way to the token in the answer; empty where the session is a cookie
   * @param errors how the answer tells that the login failed
   * @param lost how any answer tells that the session is over, beside status 401
   */
  public record Login(
      String user,
      String secret,
      Optional<String> secretFile,
      Map<String, String> headers,
      Map<String, String> query,
      String server,
      String method,
      String path,
      @Nullable Object body,
      boolean form,
      String tokenAt,
      List<DocumentShape.ErrorRule> errors,
      List<Lost> lost) {

    /** A value that tells, by a part of its text, that the session is over. */
    public record Lost(String at, String contains) {}
  }

  /**
   * How hard a system is pressed.
   *
   * @param perSecond requests a second at most; 0 for no limit
   * @param attempts how often a request is sent before the reading fails
   * @param timeout of one answer, to its last byte
   */
  public record Pace(int perSecond, int attempts, Duration timeout) {}

  /**
   * Rows of a database. Of what a table or query has, the columns are read that the source names,
   * takes as attributes or keeps as its watermark.
   *
   * @param source name of the source
   * @param file name under which they are written
   * @param table name of a table or view; empty where there is a query
   * @param query one SELECT
   * @param open rows that are read again whenever others are, as an SQL condition
   */
  public record Rows(
      String source,
      String file,
      String table,
      Optional<ReadQuery> query,
      Optional<ReadQuery> open) {}

  /**
   * Where the next reading of a source begins: at the largest value seen, less an overlap. Of
   * several columns any may pass it.
   *
   * @param isCommon whether the values come out of a subquery, and so are those of one set of
   *     changes in every source whose watermark has these columns and is common
   */
  public record Watermark(List<String> columns, Duration overlap, boolean isCommon) {}

  /**
   * Pages of an HTTP interface. Path, query, headers and body may hold {@code {name}}: a setting,
   * or {@code {cursor}}, {@code {start}}, {@code {page}}, {@code {limit}}, {@code {since}}, {@code
   * {each}} and {@code {fields}}, the names of the source's fields with commas; a body may also
   * hold what a login may, for systems that are told with every request who asks.
   *
   * @param source name of the source
   * @param each the part that is read; empty where the source has none
   * @param file name of a page's file with {@code #} for its number
   * @param details where each record is read whole, for lists that give no more than a name
   * @param sinceFormat pattern of {@code {since}}
   */
  public record Pages(
      String source,
      String each,
      String file,
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      @Nullable Object body,
      boolean form,
      Paging paging,
      Optional<Details> details,
      String sinceFormat) {}

  /**
   * A request for each record of a page, whose answers stand in the page's file in its place.
   *
   * @param at way to the value of a record that the path names as {@code {id}}
   * @param list way to the records of a page, where the whole records lie elsewhere in their
   *     answers; empty where it is the same
   */
  public record Details(String at, String list, String path) {}

  /**
   * How one page leads to the next.
   *
   * @param at for {@code CURSOR} the record's value that the next request names, for {@code LINK}
   *     where the next address may stand
   * @param limit records of a full page
   * @param lastIsEmpty whether only a page without records is the last, and not every short one:
   *     for systems that give fewer than they were asked for
   */
  public record Paging(By by, List<String> at, int limit, int firstPage, boolean lastIsEmpty) {

    /** What a request says of its place. */
    public enum By {
      /** One request gives everything. */
      NONE,
      /** The last record of the page before. */
      CURSOR,
      /** The number of records before. */
      START,
      /** The number of the page. */
      PAGE,
      /** The address that the page before gave. */
      LINK
    }
  }
}
