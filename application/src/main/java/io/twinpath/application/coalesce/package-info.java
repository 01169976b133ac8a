/** Reads that are waiting at the same time are asked for in one statement. */
@NullMarked
package io.twinpath.application.coalesce;

import org.jspecify.annotations.NullMarked;
