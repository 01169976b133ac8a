/** HTTP: resources, access tokens, problem details. */
@NullMarked
package io.twinpath.rest;

import org.jspecify.annotations.NullMarked;
