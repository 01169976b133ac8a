/** What a user is, who may come in, and where users are kept. */
@NullMarked
package io.twinpath.domain.user;

import org.jspecify.annotations.NullMarked;
