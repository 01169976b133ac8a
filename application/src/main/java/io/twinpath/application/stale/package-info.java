/** Answers given again while the store gives none: never to who may not have them, and never as if they were fresh. */
@NullMarked
package io.twinpath.application.stale;

import org.jspecify.annotations.NullMarked;
