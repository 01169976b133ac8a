package io.twinpath.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** What is the same for as long as the service runs: made once, with an entity tag of its content. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StaticDocument(String mediaType, byte[] content, EntityTag tag) {
    private static final int TAG_DIGITS = 32;

    static StaticDocument of(String mediaType, byte[] content) {
        return new StaticDocument(mediaType, content, new EntityTag(digest(content)));
    }

    /** A file beside the classes of this package. */
    static StaticDocument ofFile(String mediaType, String name) {
        try (InputStream file = Objects.requireNonNull(StaticDocument.class.getResourceAsStream(name), name)) {
            return of(mediaType, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 304 and no body when the caller has it. */
    Response answer(Request request) {
        Response.ResponseBuilder unchanged = Representation.unlessUnchanged(request, tag);
        return unchanged == null ? builder().build() : unchanged.build();
    }

    /** As it is given to who has it not. */
    Response.ResponseBuilder builder() {
        return Response.ok(content, mediaType).tag(tag);
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
