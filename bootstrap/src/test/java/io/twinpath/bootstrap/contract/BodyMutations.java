package io.twinpath.bootstrap.contract;

import static io.twinpath.bootstrap.contract.Grammar.pick;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ways to spoil a body: its JSON, its texts, its bytes. */
final class BodyMutations {
    /** A value with what it belongs to: {@code "name":value}. */
    private static final Pattern MEMBER = Pattern.compile("\"[a-z_]+\":(\"[^\"]*\"|true|false|\\{[^}]*})");

    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "-1",
            "1.5",
            "1e400",
            "1e999999999",
            "9".repeat(60),
            "9".repeat(100),
            "true",
            "false",
            "[]",
            "{}",
            "[1,\"a\",null]",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\"",
            "\"\\n\\r\"",
            "\"\u0001\"",
            "\"🙂\"",
            "\"é\"",
            "\"" + "a".repeat(201) + "\"",
            "\"" + "a".repeat(5000) + "\"",
            "\"" + "🙂".repeat(200) + "\"",
            "\"İ\"",
            "\"K\"",
            "\"\\u0131\"",
            "\"x-private\"",
            "\"und\"",
            "\"i-klingon\"",
            "\"en_US\"",
            "\"UTC+1\"",
            "\"+01:00\"",
            "\"light\"",
            "\"DARK\"",
            "\"../../x\"",
            "\"' OR 1=1 --\"",
            "NaN",
            "Infinity",
            "undefined",
            "'a'",
            "01",
            "+1",
            ".5",
            "1.",
            "{\"a\":".repeat(20) + "1" + "}".repeat(20),
            "[".repeat(100) + "]".repeat(100),
            "{\"email\":\"true\"}",
            "{\"email\":null}",
            "{\"digest\":\"hourly\"}",
            "{\"x\":1}");

    private static final List<String> WHOLES = List.of(
            "",
            " ",
            "{",
            "}",
            "{}",
            "[]",
            "null",
            "true",
            "0",
            "\"a\"",
            "{}{}",
            "{},",
            "{\"a\":1,}",
            "{a:1}",
            "{'a':1}",
            "/* a */{}",
            "{}//",
            "\ufeff{}",
            "[".repeat(5000),
            "{\"a\":".repeat(3000),
            "{\"\":1}",
            "{\"" + "k".repeat(200) + "\":1}",
            "<a/>",
            "a=b",
            "\u0000",
            "{\"__proto__\":{}}",
            "{\"@type\":\"x\"}",
            "{\"a\":1e1000000000}",
            " ".repeat(16384),
            " ".repeat(16385),
            "\n\n{}\n\n");

    private BodyMutations() {}

    static Draft structure(Draft draft, Random random) {
        String body = new String(draft.body(), StandardCharsets.UTF_8);
        List<MatchResult> members = MEMBER.matcher(body).results().toList();
        if (members.isEmpty()) {
            return other(draft, random);
        }
        MatchResult member = pick(random, members);
        String spoiled = switch (random.nextInt(8)) {
            case 0 -> body.replaceFirst(Pattern.quote(member.group()) + ",?", "");
            case 1 -> body.replaceFirst("\\{", "{" + java.util.regex.Matcher.quoteReplacement(member.group()) + ",");
            case 2 ->
                body.replaceFirst(
                        "\\{",
                        "{\"" + pick(random, List.of("id", "role", "version", "extra", "", "a b", "password_hash"))
                                + "\":1,");
            case 3 ->
                body.substring(0, member.start())
                        + member.group().replaceFirst("\"[a-z_]", "\"Z")
                        + body.substring(member.end());
            case 4 -> "[" + body + "]";
            default -> body.substring(0, member.start(1)) + pick(random, VALUES) + body.substring(member.end(1));
        };
        return draft.body(spoiled.getBytes(StandardCharsets.UTF_8));
    }

    static Draft bytes(Draft draft, Random random) {
        byte[] body = draft.body();
        if (body.length == 0) {
            return other(draft, random);
        }
        int place = random.nextInt(body.length);
        return draft.body(
                switch (random.nextInt(7)) {
                    case 0 -> Arrays.copyOf(body, place);
                    case 1 -> with(body, place, (byte) random.nextInt(256));
                    case 2 -> with(body, place, (byte) (body[place] ^ (1 << random.nextInt(8))));
                    case 3 ->
                        inserted(
                                body,
                                place,
                                pick(
                                        random,
                                        List.of(
                                                "\0",
                                                "\u00c0\u00af",
                                                "\u00ff",
                                                "\u00ed\u00a0\u0080",
                                                "\"",
                                                "\\",
                                                "{",
                                                ",")));
                    case 4 -> new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
                    case 5 -> new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
                    default -> ("\ufeff" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
                });
    }

    static Draft other(Draft draft, Random random) {
        return draft.body(pick(random, WHOLES).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] with(byte[] bytes, int place, byte other) {
        byte[] copy = bytes.clone();
        copy[place] = other;
        return copy;
    }

    static byte[] inserted(byte[] bytes, int place, String latin) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return (text.substring(0, place) + latin + text.substring(place)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
