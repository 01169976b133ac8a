/** What the program's log looks like and where it goes. */
@NullMarked
package io.twinpath.bootstrap.log;

import org.jspecify.annotations.NullMarked;
