/**
 * What a connector folder says: sources, columns, queries and processes, read strictly.
 *
 * <p>Start with {@link io.duecast.ingest.connector.Connector}. No file of orders is opened here.
 */
@NullMarked
package io.duecast.ingest.connector;

import org.jspecify.annotations.NullMarked;
