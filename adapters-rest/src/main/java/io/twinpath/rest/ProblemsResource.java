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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each type of problem means, at the address that is its type (RFC 9457, section 3.1.1): for people, and as JSON. */
@Path("/problems")
public final class ProblemsResource {
    /** @param problems in the order of their status */
    record ProblemsJson(List<ProblemText> problems) {}

    private static final String HTML = "text/html;charset=utf-8";
    private static final String JSON = MediaType.APPLICATION_JSON + ";qs=0.9";

    /** Made when one is first asked for. */
    private static final class Documents {
        static final StaticDocument STYLE = StaticDocument.ofFile("text/css;charset=utf-8", "problems.css");
        static final StaticDocument ALL_HTML = html(ProblemPage.of(texts()));
        static final StaticDocument ALL_JSON = json(new ProblemsJson(texts()));
        static final Map<String, StaticDocument> HTML_BY_SLUG = bySlug(each -> html(ProblemPage.of(each)));
        static final Map<String, StaticDocument> JSON_BY_SLUG = bySlug(each -> json(ProblemText.of(each)));

        private static List<ProblemText> texts() {
            return Arrays.stream(Problem.values()).map(ProblemText::of).toList();
        }

        private static StaticDocument html(byte[] page) {
            return StaticDocument.of(HTML, page);
        }

        private static StaticDocument json(Object value) {
            return StaticDocument.of(MediaType.APPLICATION_JSON, JsonFormat.bytes(value));
        }

        private static Map<String, StaticDocument> bySlug(Function<Problem, StaticDocument> document) {
            return Arrays.stream(Problem.values()).collect(Collectors.toMap(Problem::slug, document));
        }
    }

    ProblemsResource() {}

    @GET
    @Produces(HTML)
    public Response all(@Context Request request) {
        return page(Documents.ALL_HTML, request);
    }

    @GET
    @Produces(JSON)
    public Response allAsJson(@Context Request request) {
        return Documents.ALL_JSON.answer(request);
    }

    @GET
    @Path("style.css")
    @Produces("text/css")
    public Response style(@Context Request request) {
        return Documents.STYLE.answer(request);
    }

    @GET
    @Path("{name}")
    @Produces(HTML)
    public Response one(@Context Request request, @PathParam("name") String name) {
        return page(found(Documents.HTML_BY_SLUG.get(name)), request);
    }

    @GET
    @Path("{name}")
    @Produces(JSON)
    public Response oneAsJson(@Context Request request, @PathParam("name") String name) {
        return found(Documents.JSON_BY_SLUG.get(name)).answer(request);
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
