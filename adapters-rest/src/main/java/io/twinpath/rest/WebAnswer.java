package io.twinpath.rest;

import java.util.Map;

/** The answer to who asks for a file of a web page: 200 with the file, or 304 without. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WebAnswer(int status, Map<String, String> headers, byte[] body) {}
