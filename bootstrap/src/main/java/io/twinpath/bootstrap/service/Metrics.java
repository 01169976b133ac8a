package io.twinpath.bootstrap.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.twinpath.application.datapath.DatabaseAddress;
import java.util.Map;

/** The figures that the service tells about itself; their names live here. */
final class Metrics {
    private static final String PLAINTEXT_ALLOWED = "database.plaintext.allowed";
    private static final String CONNECTION_TYPE = "connection_type";

    private Metrics() {}

    /** @param addresses of the paths by their names, {@code async} and {@code sync} */
    static PrometheusMeterRegistry of(Map<String, DatabaseAddress> addresses) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        addresses.forEach((path, address) -> Gauge.builder(
                        PLAINTEXT_ALLOWED, address, each -> each.mayCrossNetworkInPlainText() ? 1 : 0)
                .description("1 when the path's way to a host that is not loopback may be in plain text")
                .tag(CONNECTION_TYPE, path)
                .strongReference(true)
                .register(registry));
        return registry;
    }
}
