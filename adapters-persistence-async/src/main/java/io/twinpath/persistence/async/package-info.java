/** The ports on R2DBC. */
@NullMarked
package io.twinpath.persistence.async;

import org.jspecify.annotations.NullMarked;
