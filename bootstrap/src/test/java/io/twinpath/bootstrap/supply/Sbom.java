package io.twinpath.bootstrap.supply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The distribution's list of what is in it, CycloneDX in JSON. */
record Sbom(JsonNode document) {
    private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]+)");

    /** @param licences any of which may be chosen */
    record Library(String group, String name, String file, String sha256, Set<String> licences) {
        boolean ours() {
            return group.equals("io.twinpath");
        }
    }

    static Sbom ofDistribution() {
        try {
            return new Sbom(new ObjectMapper().readTree(Distribution.read("sbom.json")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Library> libraries() {
        return elements(document.path("components")).map(Sbom::library).toList();
    }

    /** The SHA-256 of each jar by its file name. */
    Map<String, String> jars() {
        return libraries().stream()
                .collect(Collectors.toMap(Library::file, Library::sha256, (a, b) -> a, TreeMap::new));
    }

    /** What it is a list of. */
    Library subject() {
        return library(document.path("metadata").path("component"));
    }

    private static Library library(JsonNode component) {
        String name = component.path("name").asText();
        Matcher classifier = CLASSIFIER.matcher(component.path("purl").asText());
        String file = name + "-" + component.path("version").asText()
                + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
        String sha256 = elements(component.path("hashes"))
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .findFirst()
                .orElse("");
        Set<String> licences =
                elements(component.path("licenses")).flatMap(Sbom::names).collect(Collectors.toSet());
        return new Library(component.path("group").asText(), name, file, sha256, licences);
    }

    private static Stream<String> names(JsonNode licence) {
        return Stream.of(licence.path("expression"), licence.at("/license/id"), licence.at("/license/name"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .flatMap(text -> Stream.of(text.split(" OR ")));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
