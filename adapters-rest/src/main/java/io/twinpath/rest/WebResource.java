package io.twinpath.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The users' web page and its files; every other path is answered as if this were not here. */
@Path("/{file: (app/[a-z.]+)?}")
public final class WebResource {
    private final WebPages pages = WebPages.forUsers();

    @GET
    public Response get(@Context UriInfo target, @Context HttpHeaders headers) {
        WebAnswer answer = pages.answer(
                        "/" + target.getPath(),
                        all(headers, HttpHeaders.IF_NONE_MATCH),
                        all(headers, HttpHeaders.ACCEPT_ENCODING))
                .orElseThrow(NotFoundException::new);
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        return answer.status() == 304
                ? response.build()
                : response.entity(answer.body()).build();
    }

    private static String all(HttpHeaders headers, String name) {
        return String.join(",", headers.getRequestHeaders().getOrDefault(name, List.of()));
    }
}
