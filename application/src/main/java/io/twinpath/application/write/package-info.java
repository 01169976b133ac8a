/** What keeps the ledger of writes small. */
@NullMarked
package io.twinpath.application.write;

import org.jspecify.annotations.NullMarked;
