/** What operators may know of the two paths at any moment, without asking the database. */
@NullMarked
package io.twinpath.application.health;

import org.jspecify.annotations.NullMarked;
