/** The whole service wired from finished parts, and its life. */
@NullMarked
package io.twinpath.bootstrap.service;

import org.jspecify.annotations.NullMarked;
