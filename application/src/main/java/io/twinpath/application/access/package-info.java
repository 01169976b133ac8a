/** Who is asking, and how they are turned away. */
@NullMarked
package io.twinpath.application.access;

import org.jspecify.annotations.NullMarked;
