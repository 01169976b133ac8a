package io.twinpath.rest;

import com.fasterxml.jackson.core.JsonPointer;
import io.twinpath.rest.Problem.ProblemJson;
import io.twinpath.rest.Problem.ProblemJson.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The pages about problems, in HTML without script; their look is {@code problems.css}. */
final class ProblemPage {
    static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String REQUEST_ID = "b2f1c07ad94e6a38f05d7c1e92ab4463";

    private ProblemPage() {}

    static byte[] of(List<ProblemText> all) {
        StringBuilder items = new StringBuilder();
        for (ProblemText each : all) {
            items.append("<li>%s<span><a href=\"%s\">%s</a><code>%2$s</code></span></li>\n"
                    .formatted(status(each.status()), each.type(), escaped(each.title())));
        }
        return page("Problems", "Twinpath", """
                <h1>Problems</h1>
                <p>Every error of this service is one of these, as <code>application/problem+json</code> (RFC 9457).</p>
                <ul>
                %s</ul>
                """.formatted(items));
    }

    static byte[] of(Problem problem) {
        ProblemText text = ProblemText.of(problem);
        return page(text.title(), "Twinpath · <a href=\"/problems\">All problems</a>", """
                %s
                <h1>%s</h1>
                <p><code>%s</code></p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                <h2>What it looks like</h2>
                <pre tabindex="0">%s</pre>
                """.formatted(
                        status(text.status()),
                        escaped(text.title()),
                        text.type(),
                        escaped(text.meaning()),
                        escaped(text.action()),
                        escaped(example(problem))));
    }

    private static byte[] page(String title, String navigation, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Twinpath</title>
                <link rel="stylesheet" href="/problems/style.css">
                </head>
                <body>
                <nav aria-label="Contents">%s</nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(title), navigation, content).getBytes(StandardCharsets.UTF_8);
    }

    private static String status(int status) {
        return "<p class=\"status %s\">%d</p>".formatted(status < 500 ? "client" : "server", status);
    }

    private static String example(Problem problem) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 %d\nContent-Type: %s\nX-Request-Id: %s\n"
                .formatted(problem.status(), Problem.MEDIA_TYPE, REQUEST_ID));
        problem.leastRetryAfter()
                .ifPresent(seconds ->
                        answer.append("Retry-After: ").append(seconds).append('\n'));
        if (problem == Problem.UNAUTHORIZED) {
            answer.append("WWW-Authenticate: ").append(Problem.CHALLENGE).append('\n');
        }
        return answer.append('\n').append(JsonFormat.pretty(exampleOf(problem))).toString();
    }

    static ProblemJson exampleOf(Problem problem) {
        List<Fault> faults = switch (problem) {
            case INVALID_VALUE -> List.of(Fault.at(JsonPointer.compile("/theme"), "must be light, dark or system"));
            case CONFLICT -> List.of(Fault.at(JsonPointer.compile("/email"), "is already taken"));
            case MALFORMED_REQUEST ->
                List.of(Fault.inHeader("If-Match", "must be one entity tag, such as \"7\", or *"));
            default -> List.of();
        };
        return new ProblemJson(problem.type(), problem.title(), problem.status(), REQUEST_ID, faults);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
