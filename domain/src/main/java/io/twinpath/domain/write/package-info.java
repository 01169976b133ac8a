/** Changes that take effect at most once, however often they are tried. */
@NullMarked
package io.twinpath.domain.write;

import org.jspecify.annotations.NullMarked;
