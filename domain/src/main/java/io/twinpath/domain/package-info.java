/** How the domain says no: broken rules, and a store that cannot answer. */
@NullMarked
package io.twinpath.domain;

import org.jspecify.annotations.NullMarked;
