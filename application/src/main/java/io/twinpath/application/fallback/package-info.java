/** Two instances of one port behind a circuit breaker each: the second answers when the first cannot. */
@NullMarked
package io.twinpath.application.fallback;

import org.jspecify.annotations.NullMarked;
