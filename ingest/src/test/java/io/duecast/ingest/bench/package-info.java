/** What loading costs against writing the same files as plain Parquet. */
@NullMarked
package io.duecast.ingest.bench;

import org.jspecify.annotations.NullMarked;
