package io.duecast.ingest.connector;

import java.io.Serializable;
import java.util.List;

/**
 * One kind of file that a connector reads, and the view its queries see.
 *
 * @param files file name patterns, {@code *} and {@code ?} as in a shell
 * @param optional whether an export without such a file is fine
 * @param encodings tried in this order on the whole file, after a byte order mark
 * @param grain columns that identify a row; a row without them is refused
 * @param attrs heading patterns whose cells go to the column {@code attrs}
 */
public record SourceSpec(
    String name,
    List<String> files,
    boolean optional,
    List<String> encodings,
    List<String> grain,
    List<String> attrs,
    List<ColumnSpec> columns)
    implements Serializable {}
