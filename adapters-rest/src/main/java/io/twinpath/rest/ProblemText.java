package io.twinpath.rest;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/**
 * A type of problem in words; they stand in {@code problems.properties}.
 *
 * @param action what whoever receives it should do
 */
record ProblemText(String type, String title, int status, String meaning, String action) {
    private static final Properties WORDS = words();

    static ProblemText of(Problem problem) {
        return new ProblemText(
                problem.type(), problem.title(), problem.status(), word(problem, "meaning"), word(problem, "action"));
    }

    private static String word(Problem problem, String kind) {
        String name = problem.slug() + "." + kind;
        return Objects.requireNonNull(WORDS.getProperty(name), () -> "problems.properties lacks " + name);
    }

    private static Properties words() {
        Properties words = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(ProblemText.class.getResourceAsStream("problems.properties")),
                StandardCharsets.UTF_8)) {
            words.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
