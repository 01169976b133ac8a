/** The front door: bytes to requests and answers to bytes, and who is let in. */
@NullMarked
package io.twinpath.bootstrap.http;

import org.jspecify.annotations.NullMarked;
