package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.DatabaseAddress.Host;
import io.twinpath.bootstrap.config.UrlDialect.Parameter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The servers that a URL names, each with its port by the rules of libpq: a list in the URL has the ports that stand there;
 * one port elsewhere is for every host, and several must be one for each. No name is looked up.
 */
final class HostList {
    private static final Pattern ENTRY = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::([^:\\[\\]]*))?");
    private static final Pattern NAME = Pattern.compile("(?!\\.)(?!.*\\.\\.)[A-Za-z0-9._-]{1,253}");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");
    private static final String FORM = "write host, host:port, [IPv6]:port, or a list of them with commas";
    private static final int DEFAULT_PORT = 5432;
    private static final int MAX_PORT = 65_535;

    private final String place;
    private final List<String> names = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();

    private HostList(String place, String authority) {
        this.place = place;
        for (String entry : authority.split(",", -1)) {
            Matcher matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                throw ofAnotherForm(place, FORM);
            }
            names.add(matcher.group(1));
            ports.add(matcher.group(2) == null ? "" : matcher.group(2));
        }
    }

    /**
     * Reads what stands between user and database.
     *
     * @param place the variable of the URL
     * @param parameters of the URL, which may name hosts and ports as well
     */
    static List<Host> of(
            String place, String authority, Map<Parameter, Given> parameters, PostgresVariables variables) {
        HostList list = new HostList(place, authority);
        List<String> hosts =
                list.hosts(Optional.ofNullable(parameters.get(Parameter.HOST)), variables.find(Parameter.HOST));
        Given ports = list.ports(Optional.ofNullable(parameters.get(Parameter.PORT)), variables.find(Parameter.PORT));
        return pair(hosts, ports);
    }

    private List<String> hosts(Optional<Given> parameter, Optional<Given> variable) {
        if (names.size() == 1 && names.get(0).isEmpty()) {
            Given given = parameter
                    .or(() -> variable)
                    .orElseThrow(() -> Given.refusal(place, "names no host", "write it, or set PGHOST"));
            return Arrays.stream(given.value().split(",", -1))
                    .map(raw -> alone(given.place(), raw))
                    .toList();
        }
        if (parameter.isPresent()) {
            throw parameter.get().refusal("says host twice", "say it once");
        }
        return names.stream().map(this::inAuthority).toList();
    }

    private Given ports(Optional<Given> parameter, Optional<Given> variable) {
        boolean here = ports.stream().anyMatch(port -> !port.isEmpty());
        if (here && parameter.isPresent()) {
            throw parameter.get().refusal("says port twice", "say it once");
        }
        Given list = new Given(place, "port", String.join(",", ports));
        return here || ports.size() > 1
                ? parameter.orElse(list)
                : parameter.or(() -> variable).orElse(list);
    }

    private static List<Host> pair(List<String> hosts, Given ports) {
        String[] each = ports.value().split(",", -1);
        if (each.length != 1 && each.length != hosts.size()) {
            throw ports.refusal(
                    "has " + each.length + " ports for " + hosts.size() + (hosts.size() == 1 ? " host" : " hosts"),
                    "write one for all, or one for each");
        }
        List<Host> pairs = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            String port = each[each.length == 1 ? 0 : i];
            pairs.add(new Host(
                    hosts.get(i),
                    port.isEmpty()
                            ? DEFAULT_PORT
                            : new Given(ports.place(), "port", port).number("port", DEFAULT_PORT, MAX_PORT)));
        }
        return pairs;
    }

    private String inAuthority(String raw) {
        if (!raw.startsWith("[")) {
            return name(place, raw, FORM);
        }
        String inside = raw.substring(1, raw.length() - 1);
        if (!isIpv6(inside)) {
            throw ofAnotherForm(place, FORM);
        }
        return inside;
    }

    private static String alone(String place, String raw) {
        return isIpv6(raw) ? raw : name(place, raw, "write a name or an address alone, and its port apart");
    }

    /** A number for a name is an address in C and a name in Java; only what both read alike is let through. */
    private static String name(String place, String raw, String form) {
        if (raw.isEmpty()) {
            throw Given.refusal(place, "has an empty host in its list", "write every host");
        }
        if (raw.startsWith("/") || raw.regionMatches(true, 0, "%2F", 0, 3)) {
            throw Given.refusal(place, "names a socket of the file system", "the async path knows only hosts");
        }
        if (!NAME.matcher(raw).matches()) {
            throw ofAnotherForm(place, form);
        }
        if (ENDS_IN_NUMBER.matcher(raw).matches() && !IPV4.matcher(raw).matches()) {
            throw Given.refusal(
                    place,
                    "has a host that ends in a number and is no IPv4 address",
                    "write four numbers from 0 to 255, such as 127.0.0.1");
        }
        return raw;
    }

    /** With a colon and in brackets it is never asked of a name server. */
    private static boolean isIpv6(String raw) {
        try {
            return IPV6.matcher(raw).matches() && InetAddress.getByName("[" + raw + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ConfigException ofAnotherForm(String place, String hint) {
        return Given.refusal(place, "has a host of another form", hint);
    }
}
