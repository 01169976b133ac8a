package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page whose name was made to lead to this host finds nobody. */
class KnownHostsTest {
    @AutoClose
    private final Listening server = new Listening(
            new KnownHosts("Ops.internal", exchange -> exchange.answer(Answer.page("text/plain", new byte[0]))));

    private String send(String host) throws IOException {
        return server.send("GET /metrics HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:9000",
                "127.0.0.1",
                "127.0.0.1:9000",
                "10.1.2.3:9000",
                "[::1]",
                "[::1]:9000",
                "ops.internal",
                "OPS.internal:9000"
            })
    void an_address_and_its_own_name_are_known(String host) throws IOException {
        assertThat(send(host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9000",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "ops.internal.evil.example",
                "localhost.",
                "2130706433",
                "1.2.3"
            })
    void any_other_name_is_a_421(String host) throws IOException {
        assertThat(send(host))
                .startsWith("HTTP/1.1 421 ")
                .contains("misdirected-request")
                .doesNotContain(host);
    }

    @Test
    void a_request_of_old_without_a_host_is_answered() throws IOException {
        assertThat(server.send("GET /metrics HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }
}
