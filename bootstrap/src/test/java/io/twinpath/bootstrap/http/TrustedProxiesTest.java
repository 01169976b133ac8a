package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8, 192.0.2.7,2001:db8:5::/48");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3    | 203.0.113.9                         | 203.0.113.9",
                "192.0.2.7   | 203.0.113.9                         | 203.0.113.9",
                "2001:db8:5::1 | 2001:db8:77::9                    | 2001:db8:77::9",
                "::ffff:10.1.2.3 | 203.0.113.9                     | 203.0.113.9",
                "10.1.2.3    | 203.0.113.9,10.9.9.9 , 192.0.2.7    | 203.0.113.9",
                "10.1.2.3    | 1.1.1.1, 203.0.113.9, 10.9.9.9      | 203.0.113.9",
                "10.1.2.3    | 10.9.9.9, 10.8.8.8                  | 10.9.9.9",
                "10.1.2.3    | x, 203.0.113.9                      | 203.0.113.9",
            })
    void the_last_address_that_is_no_proxy_s_is_the_caller_s(String peer, String forwarded, String client)
            throws UnknownHostException {
        assertThat(client(PROXIES, peer, forwarded)).isEqualTo(InetAddress.getByName(client));
    }

    @Test
    void several_lines_are_one_list() throws UnknownHostException {
        assertThat(client(PROXIES, "10.1.2.3", "1.1.1.1", "203.0.113.9, 10.9.9.9"))
                .isEqualTo(InetAddress.getByName("203.0.113.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.8", "11.0.0.1", "2001:db8:6::1", "127.0.0.1"})
    void nobody_else_is_believed(String peer) throws UnknownHostException {
        assertThat(client(PROXIES, peer, "203.0.113.9")).isEqualTo(InetAddress.getByName(peer));
        assertThat(client(TrustedProxies.NONE, peer, "203.0.113.9")).isEqualTo(InetAddress.getByName(peer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "unknown",
                "localhost",
                "example.org",
                "203.0.113.256",
                "203.0.113",
                "1",
                "0x7f000001",
                "010.0.0.1",
                "203.0.113.9:80",
                "[2001:db8::1]",
                ":",
                ":::",
                "1:2",
                "fe80::1%eth0",
                "203.0.113.9,",
                "203.0.113.9, x",
                "203.0.113.9, x, 10.9.9.9",
                "\u0000"
            })
    void what_is_no_address_is_passed_over_for_the_connection_s_own(String forwarded) throws UnknownHostException {
        assertThat(client(PROXIES, "10.1.2.3", forwarded)).isEqualTo(InetAddress.getByName("10.1.2.3"));
    }

    @Test
    void without_the_header_it_is_the_connection_s_own() throws UnknownHostException {
        assertThat(client(PROXIES, "10.1.2.3")).isEqualTo(InetAddress.getByName("10.1.2.3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy.example.org       | 'proxy.example.org'",
                "10.0.0.0/8,             | ''",
                "10.0.0.0/33             | '10.0.0.0/33'",
                "10.0.0.0/-1             | '10.0.0.0/-1'",
                "10.0.0.0/               | '10.0.0.0/'",
                "10.0.0.1/8              | '10.0.0.1/8'",
                "2001:db8::/129          | '2001:db8::/129'",
                "10.0.0.0/8 192.0.2.7    | '10.0.0.0/8 192.0.2.7'"
            },
            quoteCharacter = '"')
    void what_is_no_address_and_no_network_is_named(String list, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(list))
                .withMessage(named + " is no IP address and no network");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,2001:db8::1,false",
        "10.0.0.0/9,10.127.0.1,true",
        "10.0.0.0/9,10.128.0.1,false"
    })
    void a_network_has_the_addresses_that_begin_like_it(String network, String address, boolean contained)
            throws UnknownHostException {
        assertThat(Network.of(network).orElseThrow().contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    private static InetAddress client(TrustedProxies proxies, String peer, String... forwarded)
            throws UnknownHostException {
        List<Header> headers = Arrays.stream(forwarded)
                .map(value -> new Header("x-forwarded-FOR", value))
                .toList();
        return proxies.client(InetAddress.getByName(peer), headers);
    }
}
