package io.twinpath.rest;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Refuses a body that is not UTF-8 (RFC 8259, section 8.1): Jackson takes overlong forms and lone surrogates, and guesses UTF-16
 * and UTF-32, so that who looks at the bytes before us could see another text in them. A content coding (RFC 9110, section 8.4)
 * is understood by nobody here, and not passed over.
 */
final class Utf8Bodies implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (isCoded(context.getHeaders().getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of()))) {
            throw new NotSupportedException();
        }
        byte[] body = context.getInputStream().readAllBytes();
        if (!isUtf8(body)) {
            throw new BadRequestException();
        }
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }

    private static boolean isCoded(List<String> codings) {
        return !codings.stream().allMatch("identity"::equalsIgnoreCase);
    }

    /** A zero byte is in no JSON text, but in those of the other encodings. */
    private static boolean isUtf8(byte[] body) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return text.chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
