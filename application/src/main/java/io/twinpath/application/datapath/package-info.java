/** What operators configure and ask of a data path: its address, its health. */
@NullMarked
package io.twinpath.application.datapath;

import org.jspecify.annotations.NullMarked;
