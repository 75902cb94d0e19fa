/**
 * Brings an extract to this machine as plain files, whatever the way in: files, folders and
 * archives, the tables of a database, the pages of an HTTP interface. From there on everything goes
 * as if a user had exported them.
 *
 * <p>Start with {@link io.duecast.ingest.fetch.Fetch}. No value is interpreted here, and no engine
 * runs here; secrets end here and never reach a file, a message or the lake.
 */
@NullMarked
package io.duecast.ingest.fetch;

import org.jspecify.annotations.NullMarked;
