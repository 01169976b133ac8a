/** Where configuration comes from, and what it may say. */
@NullMarked
package io.twinpath.bootstrap.config;

import org.jspecify.annotations.NullMarked;
