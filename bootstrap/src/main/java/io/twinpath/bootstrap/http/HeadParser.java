package io.twinpath.bootstrap.http;

import io.twinpath.rest.Problem;
import io.twinpath.rest.RestApplication;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request as strictly as RFC 9112 allows: where two readers could differ on where a request ends, it is
 * refused (section 11.2).
 */
final class HeadParser {
    private static final int MAX_HEADERS = 64;
    private static final int MAX_TOKEN = 64;
    private static final boolean[] TOKEN = lettersDigitsAnd("!#$%&'*+-.^_`|~");
    private static final boolean[] TARGET = lettersDigitsAnd("._~!$&'()*+,;=:@/?-");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}+");

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253})|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private static final Pattern SCHEME = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    /** Nearly all requests name the same. */
    private static volatile @Nullable String latestHost;

    private final String text;

    private HeadParser(String text) {
        this.text = text;
    }

    /** The bytes end with an empty line, and each of their lines ends with CRLF. */
    static Head parse(byte[] bytes, int start, int end) throws Refused {
        return new HeadParser(new String(bytes, start, end - start - 4, StandardCharsets.ISO_8859_1)).head();
    }

    private Head head() throws Refused {
        int end = lineEnd(0);
        String[] words = text.substring(0, end).split(" ", -1);
        check(words.length == 3 && isToken(words[0]));
        boolean current = words[2].equals("HTTP/1.1");
        check(current || words[2].equals("HTTP/1.0"));
        List<Header> headers = headers(end + 2);
        List<String> hosts = Header.values(headers, "Host");
        check(hosts.size() == 1 ? isHost(hosts.get(0)) : hosts.isEmpty() && !current);
        List<String> lengths = Header.values(headers, "Content-Length");
        List<String> codings = Header.values(headers, "Transfer-Encoding");
        check(lengths.size() + codings.size() <= 1);
        check(codings.isEmpty() || (current && codings.get(0).equalsIgnoreCase("chunked")));
        return new Head(
                words[0],
                target(words[1], hosts),
                headers,
                !codings.isEmpty(),
                lengths.isEmpty() ? 0 : length(lengths.get(0)),
                current && expectsContinue(headers),
                current && !closes(headers));
    }

    private int lineEnd(int start) {
        int end = text.indexOf("\r\n", start);
        return end < 0 ? text.length() : end;
    }

    private List<Header> headers(int first) throws Refused {
        List<Header> headers = new ArrayList<>();
        int end;
        for (int start = first; start < text.length(); start = end + 2) {
            if (headers.size() == MAX_HEADERS) {
                throw new Refused(Problem.HEADERS_TOO_LARGE);
            }
            end = lineEnd(start);
            int colon = text.indexOf(':', start);
            check(start < colon && colon < end);
            String name = text.substring(start, colon);
            check(isToken(name));
            headers.add(new Header(name, stripped(colon + 1, end)));
        }
        return headers;
    }

    /** Without the blanks around it, of which there are two kinds: all other control characters were refused. */
    private String stripped(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (start < end && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!TOKEN[text.charAt(i)]) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_TOKEN;
    }

    private static boolean isHost(String text) {
        if (text.equals(latestHost)) {
            return true;
        }
        boolean sound = HOST.matcher(text).matches();
        if (sound) {
            latestHost = text;
        }
        return sound;
    }

    /** In absolute form (section 3.2.2) it must name the same host. */
    private static String target(String given, List<String> hosts) throws Refused {
        String target = given;
        if (!given.startsWith("/")) {
            Matcher scheme = SCHEME.matcher(given);
            check(scheme.lookingAt());
            int path = given.indexOf('/', scheme.end());
            String host = given.substring(scheme.end(), path < 0 ? given.length() : path);
            check(hosts.stream().allMatch(host::equalsIgnoreCase));
            target = path < 0 ? "/" : given.substring(path);
        }
        check(isTarget(target));
        return target;
    }

    /** Path and query (RFC 3986, sections 3.3 and 3.4), a slash being its first character. */
    private static boolean isTarget(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '%' && i + 2 < text.length();
            boolean sound = escape
                    ? HexFormat.isHexDigit(text.charAt(i + 1)) && HexFormat.isHexDigit(text.charAt(i + 2))
                    : TARGET[text.charAt(i)];
            if (!sound) {
                return false;
            }
            i += escape ? 2 : 0;
        }
        return true;
    }

    private static int length(String digits) throws Refused {
        check(LENGTH.matcher(digits).matches());
        long length = Long.parseLong(digits);
        if (length > RestApplication.MAX_BODY_BYTES) {
            throw new Refused(Problem.BODY_TOO_LARGE);
        }
        return (int) length;
    }

    private static boolean expectsContinue(List<Header> headers) throws Refused {
        List<String> expectations = Header.values(headers, "Expect");
        for (String each : expectations) {
            check(each.equalsIgnoreCase("100-continue"));
        }
        return !expectations.isEmpty();
    }

    private static boolean closes(List<Header> headers) {
        for (String value : Header.values(headers, "Connection")) {
            for (String option : value.split(",", -1)) {
                if (option.strip().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By character of ISO 8859-1, in which the head was read. */
    private static boolean[] lettersDigitsAnd(String signs) {
        boolean[] table = new boolean[256];
        for (char c = 0; c < 0x80; c++) {
            table[c] = Character.isLetterOrDigit(c) || signs.indexOf(c) >= 0;
        }
        return table;
    }

    private static void check(boolean sound) throws Refused {
        if (!sound) {
            throw new Refused(Problem.MALFORMED_REQUEST);
        }
    }
}
