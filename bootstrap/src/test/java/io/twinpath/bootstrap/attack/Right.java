package io.twinpath.bootstrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * The one right answer to an attack.
 *
 * @param problem the last part of its {@code type}, or nothing when it is none
 * @param headers that must be there, each as {@code Name: value}
 * @param absent names of headers that must not
 * @param told what its body must hold
 * @param untold what neither body nor headers may hold
 */
record Right(
        int status, String problem, List<String> headers, List<String> absent, List<String> told, List<String> untold) {
    static Right answered(int status) {
        return new Right(status, "", List.of(), List.of(), List.of(), List.of());
    }

    static Right refused(int status, String problem) {
        return new Right(status, problem, List.of(), List.of(), List.of(), List.of());
    }

    /** Of a value that breaks a rule. */
    static Right invalid(String pointer, String rule) {
        return refused(422, "invalid-value")
                .telling("'errors':[{'pointer':'" + pointer + "','detail':'" + rule + "'}]");
    }

    static Right invalid(String pointer) {
        return refused(422, "invalid-value").telling("'errors':[{'pointer':'" + pointer + "','detail':");
    }

    static Right missing(String pointer) {
        return refused(422, "invalid-value").telling("{'pointer':'" + pointer + "','detail':'is missing'}");
    }

    static Right unknown(String pointer) {
        return invalid(pointer, "is not a known field");
    }

    static Right readOnly(String pointer) {
        return invalid(pointer, "is read-only");
    }

    static Right wrongType(String pointer) {
        return invalid(pointer, "is missing or of the wrong type");
    }

    static Right taken(String pointer) {
        return refused(409, "conflict").telling("'errors':[{'pointer':'" + pointer + "','detail':'is already taken'}]");
    }

    Right with(String name, String value) {
        return new Right(status, problem, and(headers, name + ": " + value), absent, told, untold);
    }

    Right without(String name) {
        return new Right(status, problem, headers, and(absent, name), told, untold);
    }

    /** With single quotes for double ones. */
    Right telling(String text) {
        return new Right(status, problem, headers, absent, and(told, text.replace('\'', '"')), untold);
    }

    Right hiding(String text) {
        return new Right(status, problem, headers, absent, told, and(untold, text));
    }

    void check(Sent sent, List<Got> answers) {
        assertThat(answers).as("one request, one answer").hasSize(1);
        Got got = answers.get(0);
        assertThat(got.status()).as(got.toString()).isEqualTo(status);
        if (problem.isEmpty()) {
            assertThat(got.header("Content-Type")).doesNotContain("problem");
        } else if (!sent.isHead()) {
            assertThat(got.body()).startsWith("{\"type\":\"/problems/" + problem + "\",\"title\":\"");
        }
        for (String header : headers) {
            String name = header.substring(0, header.indexOf(':'));
            assertThat(name + ": " + got.header(name)).isEqualTo(header);
        }
        absent.forEach(name ->
                assertThat(got.has(name)).as(name + " in " + got.headers()).isFalse());
        told.forEach(text -> assertThat(got.body()).contains(text));
        untold.forEach(text -> assertThat(got.toString()).doesNotContain(text));
        Standing.check(sent, got);
    }

    private static List<String> and(List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return List.copyOf(all);
    }
}
