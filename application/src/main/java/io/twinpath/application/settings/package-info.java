/** A caller reads their own settings. */
@NullMarked
package io.twinpath.application.settings;

import org.jspecify.annotations.NullMarked;
