package io.twinpath.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each type of problem means, at the address that is its type (RFC 9457, section 3.1.1): for people, and as JSON. */
@Path("/problems")
public final class ProblemsResource {
    /** @param problems in the order of their status */
    record ProblemsJson(List<ProblemText> problems) {}

    private static final String HTML = "text/html;charset=utf-8";
    private static final String JSON = MediaType.APPLICATION_JSON + ";qs=0.9";

    private final StaticDocument style = StaticDocument.ofFile("text/css;charset=utf-8", "problems.css");
    private final StaticDocument allHtml;
    private final StaticDocument allJson;
    private final Map<String, StaticDocument> html;
    private final Map<String, StaticDocument> json;

    ProblemsResource() {
        List<ProblemText> texts =
                Arrays.stream(Problem.values()).map(ProblemText::of).toList();
        this.allHtml = StaticDocument.of(HTML, ProblemPage.of(texts));
        this.allJson = StaticDocument.of(MediaType.APPLICATION_JSON, JsonFormat.bytes(new ProblemsJson(texts)));
        this.html = Arrays.stream(Problem.values())
                .collect(Collectors.toMap(Problem::slug, each -> StaticDocument.of(HTML, ProblemPage.of(each))));
        this.json = Arrays.stream(Problem.values())
                .collect(Collectors.toMap(
                        Problem::slug,
                        each -> StaticDocument.of(MediaType.APPLICATION_JSON, JsonFormat.bytes(ProblemText.of(each)))));
    }

    @GET
    @Produces(HTML)
    public Response all(@Context Request request) {
        return page(allHtml, request);
    }

    @GET
    @Produces(JSON)
    public Response allAsJson(@Context Request request) {
        return allJson.answer(request);
    }

    @GET
    @Path("style.css")
    @Produces("text/css")
    public Response style(@Context Request request) {
        return style.answer(request);
    }

    @GET
    @Path("{name}")
    @Produces(HTML)
    public Response one(@Context Request request, @PathParam("name") String name) {
        return page(found(html.get(name)), request);
    }

    @GET
    @Path("{name}")
    @Produces(JSON)
    public Response oneAsJson(@Context Request request, @PathParam("name") String name) {
        return found(json.get(name)).answer(request);
    }

    /** It needs nothing but its own style. */
    private static Response page(StaticDocument document, Request request) {
        return Response.fromResponse(document.answer(request))
                .header("Content-Security-Policy", ProblemPage.POLICY)
                .build();
    }

    private static StaticDocument found(@Nullable StaticDocument document) {
        if (document == null) {
            throw new NotFoundException();
        }
        return document;
    }
}
