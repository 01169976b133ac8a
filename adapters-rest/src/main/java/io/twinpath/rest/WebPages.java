package io.twinpath.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A web page: the files that it is made of, by their paths, and no others; each is read once, when first asked for. */
public final class WebPages {
    private static final String FOLDER = "/io/twinpath/rest/web/";
    private static final String UPLOT = "1.6.30";

    /** Nothing but our own files, no markup in them that runs, and no text that becomes such (Trusted Types). */
    private static final Map<String, String> RULES = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'",
            "Permissions-Policy",
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(),"
                    + " payment=(), usb=()",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private static final List<String> SHARED = List.of(
            "dom.js",
            "early.js",
            "favicon.svg",
            "mark.js",
            "store.js",
            "style.css",
            "texts.js",
            "texts.de.js",
            "texts.en.js");

    /** Where a file is in the class path, and what is said of it. */
    private record Source(String resource, Map<String, String> headers) {
        WebFile read() {
            return WebFile.read(resource, headers);
        }
    }

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, WebFile> files = new ConcurrentHashMap<>();

    private WebPages(String start, String... modules) {
        sources.put("/", own(start));
        Stream.concat(SHARED.stream(), Stream.of(modules)).forEach(each -> sources.put("/app/" + each, own(each)));
    }

    /** For users: their profile and settings. */
    public static WebPages forUsers() {
        return new WebPages(
                "index.html",
                "api.js",
                "choices.js",
                "combobox.js",
                "conflict.js",
                "editor.js",
                "fields.js",
                "login.js",
                "main.js",
                "notice.js",
                "page.js",
                "password.js",
                "profile.js",
                "router.js",
                "settings.js");
    }

    /** For operators: the two data paths, live. */
    public static WebPages forOperators() {
        WebPages pages = new WebPages("status.html", "chart.js", "figures.js", "panel.js", "status.js");
        pages.library("uplot", UPLOT, "uPlot.esm.js");
        pages.library("uplot", UPLOT, "uPlot.min.css");
        return pages;
    }

    /**
     * The answer to a request for a file; empty when there is no such file.
     *
     * @param known the value of {@code If-None-Match}, or nothing
     * @param encodings the value of {@code Accept-Encoding}, or nothing
     */
    public Optional<WebAnswer> answer(String path, String known, String encodings) {
        return Optional.ofNullable(sources.get(path))
                .map(source -> files.computeIfAbsent(path, any -> source.read()).answer(known, encodings));
    }

    Set<String> paths() {
        return sources.keySet();
    }

    private static Source own(String name) {
        return new Source(FOLDER + name, headers(name, "no-cache"));
    }

    /** From a WebJar; its path has its version, so that a browser may keep it for good. */
    private void library(String name, String version, String file) {
        sources.put(
                "/lib/" + name + "-" + version + "/" + file,
                new Source(
                        "/META-INF/resources/webjars/" + name + "/" + version + "/dist/" + file,
                        headers(file, "public, max-age=31536000, immutable")));
    }

    private static Map<String, String> headers(String name, String caching) {
        Map<String, String> headers = new LinkedHashMap<>(RULES);
        headers.put("Cache-Control", caching);
        headers.put("Content-Type", typeOf(name));
        return headers;
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("the type of " + name + " is not known");
        };
    }
}
