/** What is wrong with a database connection, in seconds. */
@NullMarked
package io.twinpath.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
