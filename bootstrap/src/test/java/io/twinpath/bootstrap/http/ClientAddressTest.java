package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.rest.ClientAddress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.net.InetAddress;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private static final String REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n";

    @Path("/")
    public static final class Echo {
        @GET
        public String client(@Context ContainerRequestContext request) {
            return ((InetAddress) request.getProperty(ClientAddress.PROPERTY)).getHostAddress();
        }
    }

    private static String answer(TrustedProxies proxies) throws IOException {
        try (Listening server = new Listening(new JerseyHandler(new ResourceConfig().register(new Echo()), proxies))) {
            return server.send(REQUEST);
        }
    }

    @Test
    void the_application_is_told_the_address_of_the_connection_or_what_a_trusted_proxy_says() throws IOException {
        assertThat(answer(TrustedProxies.NONE)).endsWith("127.0.0.1");
        assertThat(answer(TrustedProxies.of("127.0.0.0/8"))).endsWith("203.0.113.9");
    }
}
