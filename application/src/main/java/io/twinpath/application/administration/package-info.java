/** An administrator adds, lists and ends users. */
@NullMarked
package io.twinpath.application.administration;

import org.jspecify.annotations.NullMarked;
