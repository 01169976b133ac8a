package io.twinpath.rest;

import static io.twinpath.domain.user.UserFixtures.ann;
import static io.twinpath.rest.FieldRules.ordered;
import static java.util.Map.entry;

import io.twinpath.domain.settings.SettingsFixtures;
import io.twinpath.rest.DatabaseHealthJson.Reach;
import java.util.Arrays;
import java.util.Map;

/** The words of each operation. */
final class Operations {
    /** As the health door writes it. */
    record HealthJson(String status) {}

    private static final String AUTH = "Access";
    private static final String OWN = "Profile and settings";
    private static final String HEALTH = "Health";
    private static final String CONTRACT = "Contract";

    private static final Object PROFILE = ProfileJson.of(ann().user());
    private static final Object SETTINGS =
            SettingsJson.of(SettingsFixtures.anns().settings());
    private static final Object TOKEN = new TokenJson("eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl", "Bearer", 3600);

    /** By path and method. */
    static final Map<String, Words> WORDS = Map.ofEntries(
            entry(
                    "/api/v1/auth/login POST",
                    Words.of("logIn", AUTH, "Log in", "Gives an access token for a name and a password.")
                            .takes(
                                    "LogIn",
                                    LoginResource.LoginJson.class,
                                    ordered("login", "ann", "password", "twinpath-demo"))
                            .gives(TokenJson.class, TOKEN)
                            .refuses(Problem.UNAUTHORIZED, Problem.TOO_MANY_LOGINS)),
            entry(
                    "/api/v1/auth/logout POST",
                    Words.of("logOut", AUTH, "Log out", "All tokens of the caller are refused from then on.")
                            .refuses(Problem.PRECONDITION_FAILED, Problem.TOO_MANY_WRITES)),
            entry(
                    "/.well-known/jwks.json GET",
                    Words.of(
                            "readPublicKeys",
                            AUTH,
                            "Keys that verify access tokens",
                            "A JSON Web Key Set (RFC 7517); empty where tokens are signed with a secret.")),
            entry(
                    "/api/v1/auth/password POST",
                    Words.of(
                                    "changePassword",
                                    AUTH,
                                    "Change your password",
                                    "Gives a new access token; all tokens from before are refused from then on.")
                            .takes(
                                    "PasswordChange",
                                    true,
                                    body -> new PasswordResource(null, null, null).change(null, body),
                                    ordered(
                                            "current_password",
                                            "twinpath-demo",
                                            "new_password",
                                            "correct horse battery"))
                            .gives(TokenJson.class, TOKEN)
                            .refuses(Problem.PRECONDITION_FAILED, Problem.TOO_MANY_WRITES, Problem.TOO_MANY_LOGINS)),
            entry(
                    "/api/v1/profile GET",
                    Words.of("readProfile", OWN, "Read your profile", "What is known of the caller.")
                            .gives(ProfileJson.class, PROFILE)
                            .tagged()
                            .orStale()),
            entry(
                    "/api/v1/profile PATCH",
                    Words.of("changeProfile", OWN, "Change your profile", "A JSON merge patch (RFC 7396).")
                            .takes(
                                    "ProfileChange",
                                    false,
                                    body -> ProfileJson.changeOf(FieldReader.ofDocument(body)),
                                    ordered("full_name", "Ann Example-Jones"))
                            .gives(ProfileJson.class, PROFILE)
                            .refuses(Problem.CONFLICT, Problem.PRECONDITION_FAILED, Problem.TOO_MANY_WRITES)
                            .tagged()
                            .byKey()),
            entry(
                    "/api/v1/settings GET",
                    Words.of(
                                    "readSettings",
                                    OWN,
                                    "Read your settings",
                                    "How pages look and what is sent to the caller.")
                            .gives(SettingsJson.class, SETTINGS)
                            .tagged()
                            .orStale()),
            entry(
                    "/api/v1/settings PATCH",
                    Words.of("changeSettings", OWN, "Change some of your settings", "A JSON merge patch (RFC 7396).")
                            .takes(
                                    "SettingsChange",
                                    false,
                                    body -> SettingsJson.changeOf(FieldReader.ofDocument(body)),
                                    ordered("theme", "dark", "notifications", ordered("digest", "weekly")))
                            .gives(SettingsJson.class, SETTINGS)
                            .refuses(Problem.PRECONDITION_FAILED, Problem.TOO_MANY_WRITES)
                            .tagged()
                            .byKey()),
            entry(
                    "/api/v1/settings PUT",
                    Words.of(
                                    "replaceSettings",
                                    OWN,
                                    "Replace all your settings",
                                    "Needs If-Match, for whoever replaces the whole must have seen it.")
                            .takes(
                                    "WholeSettings",
                                    true,
                                    body -> SettingsJson.changeOf(FieldReader.ofDocument(body)),
                                    ordered(
                                            "theme", "light",
                                            "locale", "de-AT",
                                            "timezone", "Europe/Vienna",
                                            "notifications",
                                                    ordered(
                                                            "email", true, "push", false, "sms", false, "digest",
                                                            "daily")))
                            .gives(SettingsJson.class, SETTINGS)
                            .refuses(
                                    Problem.PRECONDITION_FAILED, Problem.PRECONDITION_REQUIRED, Problem.TOO_MANY_WRITES)
                            .tagged()
                            .byKey()),
            entry(
                    "/api/v1/health/database GET",
                    Words.of(
                                    "readDatabaseHealth",
                                    HEALTH,
                                    "Which paths reach the database",
                                    "Only where whoever runs the service shows it; elsewhere a 404.")
                            .gives(
                                    DatabaseHealthJson.class,
                                    new DatabaseHealthJson(
                                            "degraded",
                                            true,
                                            "2026-01-02T03:04:05Z",
                                            null,
                                            null,
                                            null,
                                            new java.util.TreeMap<>(Map.of(
                                                    "async", new Reach(false, "2026-01-02T03:04:06Z", null),
                                                    "sync", new Reach(true, "2026-01-02T03:04:06Z", 0.0013))),
                                            new java.util.TreeMap<>(Map.of("async", "open", "sync", "closed"))))
                            .refuses(Problem.NOT_FOUND)),
            entry(
                    "/health/live GET",
                    Words.of("isLive", HEALTH, "Whether the process runs", "It asks nothing of the database.")
                            .gives(HealthJson.class, new HealthJson("up"))),
            entry(
                    "/health/ready GET",
                    Words.of(
                                    "isReady",
                                    HEALTH,
                                    "Whether either path reaches the database",
                                    "Answered at once, from what the probes in the background have found.")
                            .gives(HealthJson.class, new HealthJson("ready"))
                            .refuses(Problem.NOT_READY)),
            entry(
                    "/openapi.json GET",
                    Words.of("readContract", CONTRACT, "This document", "What this API takes and gives.")
                            .tagged()),
            entry(
                    "/problems GET",
                    Words.of("listProblems", CONTRACT, "All types of problem", "A page for people, or JSON.")
                            .gives(
                                    ProblemsResource.ProblemsJson.class,
                                    new ProblemsResource.ProblemsJson(Arrays.asList(ProblemText.of(Problem.NOT_FOUND))))
                            .tagged()),
            entry(
                    "/problems/style.css GET",
                    Words.of("readProblemStyle", CONTRACT, "How these pages look", "A style sheet.")
                            .tagged()),
            entry(
                    "/problems/{name} GET",
                    Words.of(
                                    "readProblem",
                                    CONTRACT,
                                    "A type of problem",
                                    "What it means and what to do, at the address that is its type.")
                            .gives(ProblemText.class, ProblemText.of(Problem.NOT_FOUND))
                            .refuses(Problem.NOT_FOUND)
                            .tagged()));

    private Operations() {}
}
