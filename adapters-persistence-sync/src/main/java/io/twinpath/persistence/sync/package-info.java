/** The ports on Jdbi and HikariCP, and the schema. */
@NullMarked
package io.twinpath.persistence.sync;

import org.jspecify.annotations.NullMarked;
