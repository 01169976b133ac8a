package io.twinpath.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** What this API takes and gives, as an OpenAPI 3.1 document: a file that a test holds to the code. */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
    /** Read when it is first asked for. */
    private static final class Document {
        static final StaticDocument OF_FILE = StaticDocument.ofFile(MediaType.APPLICATION_JSON, "openapi.json");
    }

    OpenApiResource() {}

    @GET
    public Response get(@Context Request request) {
        return Document.OF_FILE.answer(request);
    }
}
