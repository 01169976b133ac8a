package io.twinpath.rest;

import java.util.Map;

/** A problem as a whole answer, for requests that never reach the application; {@code body} is JSON in UTF-8. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ProblemDocument(int status, Map<String, String> headers, byte[] body) {}
