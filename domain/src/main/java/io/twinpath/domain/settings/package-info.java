/** What a user has chosen, and where those choices are kept. */
@NullMarked
package io.twinpath.domain.settings;

import org.jspecify.annotations.NullMarked;
