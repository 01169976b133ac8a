package io.twinpath.application.datapath;

import java.util.concurrent.CompletionStage;

/** Asks a server about itself, by one path's own driver and as its own user. */
public interface Inspector {
    /** One statement; fails with {@link io.twinpath.domain.StoreUnavailable}. */
    CompletionStage<Inspection> inspect();
}
