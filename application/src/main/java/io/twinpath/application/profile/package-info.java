/** A caller reads their own profile. */
@NullMarked
package io.twinpath.application.profile;

import org.jspecify.annotations.NullMarked;
