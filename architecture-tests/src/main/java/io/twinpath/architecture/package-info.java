/** Rules for a house of ports and adapters, for any project: say which package is which room, and hold your code to them. */
@NullMarked
package io.twinpath.architecture;

import org.jspecify.annotations.NullMarked;
