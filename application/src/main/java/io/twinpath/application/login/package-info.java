/** A person proves who they are with a password. */
@NullMarked
package io.twinpath.application.login;

import org.jspecify.annotations.NullMarked;
