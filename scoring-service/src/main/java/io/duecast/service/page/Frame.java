package io.duecast.service.page;

import io.duecast.service.orders.CurrentRun;
import org.jspecify.annotations.Nullable;

/**
 * What every page shares.
 *
 * @param section orders, suppliers or api, for the navigation
 * @param run null before the first run
 * @param otherLanguage address of this page in the other language
 * @param notice something wrong that a user must know, or null
 */
public record Frame(
    Words words,
    String title,
    String section,
    @Nullable CurrentRun run,
    String otherLanguage,
    @Nullable String notice,
    String assets) {}
