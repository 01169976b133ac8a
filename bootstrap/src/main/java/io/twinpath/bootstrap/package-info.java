/** The program's entry. */
@NullMarked
package io.twinpath.bootstrap;

import org.jspecify.annotations.NullMarked;
