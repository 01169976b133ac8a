package io.twinpath.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A file of a web page in both of its encodings, each with a strong tag of its own (RFC 9110, section 8.8.3.3). */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WebFile(byte[] plain, byte[] zipped, String digest, Map<String, String> headers) {
    /** From the class path, where it must be. */
    static WebFile read(String resource, Map<String, String> headers) {
        try (InputStream in = WebFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the web page's file " + resource + " is not in the class path");
            }
            byte[] plain = in.readAllBytes();
            return new WebFile(plain, zip(plain), digest(plain), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param known the tags that the caller has, as in {@code If-None-Match}; empty for none */
    WebAnswer answer(String known, String encodings) {
        boolean zip = zipped.length < plain.length && takesGzip(encodings);
        String tag = "\"" + digest + (zip ? "-gzip\"" : "\"");
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(HttpHeaders.ETAG, tag);
        all.put(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (values(known)
                .anyMatch(
                        each -> each.equals("*") || each.replaceFirst("^W/", "").equals(tag))) {
            return new WebAnswer(304, all, new byte[0]);
        }
        if (zip) {
            all.put(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return new WebAnswer(200, all, zip ? zipped : plain);
    }

    private static boolean takesGzip(String encodings) {
        return values(encodings)
                .map(each -> each.replaceAll("\\s", ""))
                .anyMatch(each -> each.matches("gzip(;q=(1|0\\.0*[1-9]).*)?"));
    }

    private static Stream<String> values(String header) {
        return Arrays.stream(header.split(",", -1)).map(String::strip);
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(plain);
        }
        return zipped.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
