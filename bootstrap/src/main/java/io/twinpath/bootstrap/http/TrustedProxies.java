package io.twinpath.bootstrap.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The proxies in front of the service, whose word on where a request comes from is taken. */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String HEADER = "X-Forwarded-For";

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /** Of addresses and networks with commas between them; fails with {@link IllegalArgumentException} that names what is none. */
    public static TrustedProxies of(String list) {
        return new TrustedProxies(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(each -> Network.of(each)
                        .orElseThrow(
                                () -> new IllegalArgumentException("'" + each + "' is no IP address and no network")))
                .toList());
    }

    /** Each proxy writes at the end, so what stands in front of the last address that is no proxy's may be invented. */
    InetAddress client(InetAddress peer, List<Header> headers) {
        InetAddress client = peer;
        List<String> forwarded = forwarded(headers);
        for (int i = forwarded.size() - 1; i >= 0 && trusts(client); i--) {
            Optional<InetAddress> before = Network.address(forwarded.get(i));
            if (before.isEmpty()) {
                return peer;
            }
            client = before.get();
        }
        return client;
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(each -> each.contains(address));
    }

    private List<String> forwarded(List<Header> headers) {
        List<String> all = new ArrayList<>();
        if (!networks.isEmpty()) {
            Header.values(headers, HEADER)
                    .forEach(value -> Arrays.stream(value.split(",", -1))
                            .map(String::strip)
                            .forEach(all::add));
        }
        return all;
    }
}
