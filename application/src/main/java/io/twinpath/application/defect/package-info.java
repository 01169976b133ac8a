/** Defects of our own, told loudly and once. */
@NullMarked
package io.twinpath.application.defect;

import org.jspecify.annotations.NullMarked;
