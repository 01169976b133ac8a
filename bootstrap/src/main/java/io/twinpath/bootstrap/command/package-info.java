/** What can be typed after {@code twinpath}. */
@NullMarked
package io.twinpath.bootstrap.command;

import org.jspecify.annotations.NullMarked;
