package io.twinpath.bootstrap.faults;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 byte by byte: it retries nothing and hides nothing, as an ordinary client would. */
final class HttpConnection implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private long lastUsed = System.nanoTime();

    HttpConnection(int port, Duration limit) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Math.toIntExact(limit.toMillis()));
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
        in = new BufferedInputStream(socket.getInputStream());
    }

    static String get(String path, String token) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    }

    static String withBody(String method, String path, String token, String headers, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + headers
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** On a connection of its own, which ends with it; failing to get an answer is an answer of status 0. */
    static HttpAnswer once(int port, String request, Duration limit) {
        try (HttpConnection connection = new HttpConnection(port, limit)) {
            connection.send(request);
            return connection.receive();
        } catch (IOException e) {
            return HttpAnswer.none(e.toString());
        }
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    HttpAnswer receive() throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.1 \\d{3}.*")) {
            throw new ProtocolException("no status line: " + status);
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.substring(9, 12));
        String body = code == 304 || code == 204 ? "" : body(headers);
        lastUsed = System.nanoTime();
        return new HttpAnswer(code, headers, body);
    }

    /** Whether the other side has ended it, within that time. */
    boolean ends(Duration limit) {
        try {
            socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    boolean idleLongerThan(Duration limit) {
        return System.nanoTime() - lastUsed > limit.toNanos();
    }

    /** With a reset instead of a farewell. */
    void abort() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is gone already
        }
        close();
    }

    /** The smallest window of data that the system allows, for one who reads slowly. */
    void receiveLittle() throws IOException {
        socket.setReceiveBufferSize(1024);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            StringBuilder body = new StringBuilder();
            for (int size = Integer.parseInt(line().strip(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.append(bytes(size));
                line();
            }
            line();
            return body.toString();
        }
        return bytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private String bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("cut after " + bytes.length + " of " + count + " bytes of the body");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(line.length() == 0 ? "closed without an answer" : "cut in the headers");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
