package io.twinpath.bootstrap.attack;

/** Where the service listens. */
enum Door {
    API,
    WEB,
    MANAGEMENT
}
