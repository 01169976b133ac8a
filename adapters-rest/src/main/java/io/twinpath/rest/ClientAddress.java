package io.twinpath.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/** Where a request came from, as who stands in front of the application says. */
public final class ClientAddress {
    /** The name of the request's property, an {@link InetAddress}. */
    public static final String PROPERTY = ClientAddress.class.getName();

    private static final InetAddress UNKNOWN = new InetSocketAddress(0).getAddress();

    private ClientAddress() {}

    /** All of whom nothing is known are one. */
    static InetAddress of(ContainerRequestContext request) {
        return (InetAddress) Objects.requireNonNullElse(request.getProperty(PROPERTY), UNKNOWN);
    }
}
