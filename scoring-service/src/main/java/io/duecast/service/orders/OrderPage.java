package io.duecast.service.orders;

import io.duecast.service.quality.SourceWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param total lines of the filter in the run
 * @param offset lines before this page
 * @param nextCursor null on the last page
 * @param warnings sources with too many wrong rows
 */
public record OrderPage(
    CurrentRun run,
    long total,
    long offset,
    List<OpenOrder> rows,
    @Nullable String previousCursor,
    @Nullable String nextCursor,
    List<SourceWarning> warnings) {}
