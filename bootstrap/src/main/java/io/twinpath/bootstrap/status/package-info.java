/** A running service's state as a person reads it, from what its management listener tells. */
@NullMarked
package io.twinpath.bootstrap.status;

import org.jspecify.annotations.NullMarked;
