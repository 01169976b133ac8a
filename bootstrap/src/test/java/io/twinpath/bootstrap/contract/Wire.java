package io.twinpath.bootstrap.contract;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A client that sends whatever bytes, and takes only sound answers; it keeps its connection while the service does. */
final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Who did not say where their request ends waits for nothing. */
    private static final Duration IMPATIENCE = Duration.ofMillis(250);

    private final int port;
    private Socket socket;
    private InputStream in;
    private String silence = "";

    Wire(int port) {
        this.port = port;
    }

    /** Empty when the service hung up, or waits for more; fails when what it sent is no answer. */
    Optional<Reply> exchange(Draft draft) throws IOException {
        boolean fresh = socket == null;
        try {
            return answer(draft);
        } catch (EOFException | SocketException hungUp) {
            close();
            if (fresh || !draft.isSound()) {
                silence = hungUp.toString();
                return Optional.empty();
            }
            return exchange(draft); // the one that was kept had ended in between
        } catch (SocketTimeoutException waits) {
            close();
            silence = waits.toString();
            return Optional.empty();
        }
    }

    /** Why there was no answer. */
    String silence() {
        return silence;
    }

    private Optional<Reply> answer(Draft draft) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.setSoTimeout(Math.toIntExact((draft.isSound() ? PATIENCE : IMPATIENCE).toMillis()));
        socket.getOutputStream().write(draft.bytes());
        Reply reply = receive(draft.isToHead());
        while (reply.status() == 100) {
            reply = receive(false);
        }
        if (reply.closes() || !draft.isSound()) {
            close();
        }
        return Optional.of(reply);
    }

    private Reply receive(boolean toHead) throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.1 [1-5]\\d\\d [ -~]*")) {
            throw new ProtocolException("no status line: " + status);
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (!line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+: ?[ -~]*")) {
                throw new ProtocolException("no header: " + line);
            }
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.substring(9, 12));
        return new Reply(code, headers, body(code, toHead, headers));
    }

    private byte[] body(int status, boolean toHead, Map<String, List<String>> headers) throws IOException {
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (status < 200 || status == 204 || status == 304 || toHead) {
            return new byte[0];
        }
        if (lengths.size() != 1 || !lengths.get(0).matches("\\d{1,7}") || headers.containsKey("transfer-encoding")) {
            throw new ProtocolException("its length is not said in one way: " + headers);
        }
        byte[] body = in.readNBytes(Integer.parseInt(lengths.get(0)));
        if (body.length < Integer.parseInt(lengths.get(0))) {
            throw new ProtocolException("the body is cut short");
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        if (line.length() == 0 || line.charAt(line.length() - 1) != '\r') {
            throw new ProtocolException("a line does not end in CRLF: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // it is gone either way
        }
        socket = null;
    }
}
