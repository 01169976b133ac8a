package io.twinpath.bootstrap.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinpath.bootstrap.contract.Contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what of an answer the contract does not allow. */
record Judge(Contract contract) {
    /** What the front door gives, whatever was asked for. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 408, 413, 414, 431, 503);

    private static final Pattern INSIDE =
            Pattern.compile("Exception\\b|\\bat [a-z]\\w*(?:\\.\\w+)+\\(|\\b(?:io\\.twinpath|"
                    + "org\\.(?:glassfish|postgresql|jdbi|flywaydb)|com\\.(?:fasterxml|zaxxer|nimbusds)|java\\.(?:lang|util|net))\\.|"
                    + "\\bSELECT \\w|\\bINSERT INTO|\\bUPDATE \\w+ SET|SQLSTATE|r2dbc:|jdbc:|postgresql:");

    private static final ObjectMapper JSON = new ObjectMapper();

    List<String> faults(Draft draft, Optional<Reply> given) {
        if (given.isEmpty()) {
            return draft.isSound() ? List.of("no answer to a sound request") : List.of();
        }
        Reply reply = given.get();
        List<String> faults = new ArrayList<>();
        Matcher inside = INSIDE.matcher(reply.headers() + "\n" + reply.text());
        if (inside.find()) {
            faults.add("the inside shows: " + inside.group());
        }
        if (reply.status() > 500 && reply.status() != 503 || reply.status() == 500) {
            faults.add("a status of " + reply.status());
        }
        Optional<JsonNode> described = described(draft, reply.status());
        if (described.isPresent()) {
            described(described.get(), draft, reply, faults);
        } else if (reply.status() >= 400) {
            problem(draft, reply, faults);
        }
        if (draft.isSound() && described.isEmpty() && !isAllowed(draft, reply)) {
            faults.add("a status of " + reply.status() + ", which is not in the contract");
        }
        return faults;
    }

    private Optional<JsonNode> described(Draft draft, int status) {
        if (!draft.isSound()) {
            return Optional.empty();
        }
        String path = draft.target().replaceFirst("\\?.*", "");
        Optional<Operation> operation = contract.find(draft.method(), path);
        Optional<JsonNode> own = contract.response(operation, status);
        return own.isPresent() || operation.isPresent() ? own : contract.refusal(status);
    }

    /** To what is no operation as it is written, another spelling of one may be answered like that. */
    private boolean isAllowed(Draft draft, Reply reply) {
        String path = draft.target().replaceFirst("\\?.*", "");
        if (draft.method().equals("OPTIONS") && reply.status() == 200) {
            return reply.header("Allow").isPresent();
        }
        if (contract.find(draft.method(), path).isPresent()) {
            return false;
        }
        if (contract.hasPath(path)) {
            return ANYWHERE.contains(reply.status());
        }
        Optional<Operation> spelled = contract.find(draft.method(), spelledOut(path));
        return ANYWHERE.contains(reply.status())
                || contract.response(spelled, reply.status()).isPresent();
    }

    private static String spelledOut(String path) {
        return path.replaceFirst("^http://fuzz", "")
                .replace("%61", "a")
                .replaceAll(";[^/]*", "")
                .replaceFirst("(?<=.)/$", "");
    }

    private void described(JsonNode response, Draft draft, Reply reply, List<String> faults) {
        response.path("headers").fields().forEachRemaining(each -> {
            JsonNode header = contract.resolve(each.getValue());
            Optional<String> value = reply.header(each.getKey());
            if (value.isEmpty() && header.path("required").asBoolean()) {
                faults.add("no " + each.getKey() + " header on " + reply.status());
            }
            value.ifPresent(text -> contract.faults(header.path("schema"), parsed(header, text))
                    .forEach(fault -> faults.add(each.getKey() + " " + fault)));
        });
        boolean bodiless = draft.isToHead() || reply.status() == 304 || reply.status() == 204;
        if (bodiless) {
            return;
        }
        JsonNode content = response.path("content").path(reply.mediaType());
        if (content.isMissingNode()) {
            faults.add("the media type " + reply.mediaType() + " on " + reply.status());
        } else if (reply.mediaType().endsWith("json")) {
            body(content.path("schema"), reply, faults);
        }
        if (reply.status() >= 400) {
            problem(draft, reply, faults);
        }
    }

    private static JsonNode parsed(JsonNode header, String text) {
        return header.at("/schema/type").asText().equals("integer") && text.matches("-?\\d{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.textNode(text);
    }

    private void body(JsonNode schema, Reply reply, List<String> faults) {
        try {
            faults.addAll(contract.faults(schema, JSON.readTree(reply.body())));
        } catch (java.io.IOException e) {
            faults.add("the body is no JSON");
        }
    }

    /** What holds for every refusal, described or not. */
    private void problem(Draft draft, Reply reply, List<String> faults) {
        Optional<String> id = reply.header("X-Request-Id");
        if (id.isEmpty()) {
            faults.add("no request id on " + reply.status());
        }
        if (!reply.mediaType().equals("application/problem+json")) {
            faults.add("the media type " + reply.mediaType() + " on " + reply.status());
        } else if (!draft.isToHead()) {
            body(JSON.createObjectNode().put("$ref", "#/components/schemas/Problem"), reply, faults);
            try {
                JsonNode problem = JSON.readTree(reply.text());
                if (!problem.path("request_id").asText().equals(id.orElse(""))
                        || problem.path("status").asInt() != reply.status()) {
                    faults.add("header and body differ in the request id or the status");
                }
            } catch (JsonProcessingException e) {
                // said above
            }
        }
    }
}
