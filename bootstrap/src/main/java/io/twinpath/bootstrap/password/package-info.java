/** Passwords hashed with Argon2id. */
@NullMarked
package io.twinpath.bootstrap.password;

import org.jspecify.annotations.NullMarked;
