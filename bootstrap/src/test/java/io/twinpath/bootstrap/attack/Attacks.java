package io.twinpath.bootstrap.attack;

import static io.twinpath.bootstrap.attack.Attack.attack;
import static io.twinpath.bootstrap.attack.Door.MANAGEMENT;
import static io.twinpath.bootstrap.attack.Door.WEB;
import static io.twinpath.bootstrap.attack.Right.answered;
import static io.twinpath.bootstrap.attack.Right.invalid;
import static io.twinpath.bootstrap.attack.Right.missing;
import static io.twinpath.bootstrap.attack.Right.readOnly;
import static io.twinpath.bootstrap.attack.Right.refused;
import static io.twinpath.bootstrap.attack.Right.taken;
import static io.twinpath.bootstrap.attack.Right.unknown;
import static io.twinpath.bootstrap.attack.Right.wrongType;
import static io.twinpath.bootstrap.attack.Sent.get;
import static io.twinpath.bootstrap.attack.Sent.patch;
import static io.twinpath.bootstrap.attack.Sent.post;
import static io.twinpath.bootstrap.attack.Sent.put;
import static io.twinpath.bootstrap.attack.Sent.raw;
import static io.twinpath.bootstrap.attack.Sent.to;
import static io.twinpath.bootstrap.attack.Sent.utf8;
import static io.twinpath.bootstrap.attack.Shapes.CHANGE;
import static io.twinpath.bootstrap.attack.Shapes.CODING;
import static io.twinpath.bootstrap.attack.Shapes.CONDITION;
import static io.twinpath.bootstrap.attack.Shapes.EVIL;
import static io.twinpath.bootstrap.attack.Shapes.KEY;
import static io.twinpath.bootstrap.attack.Shapes.LOGIN;
import static io.twinpath.bootstrap.attack.Shapes.LOGOUT;
import static io.twinpath.bootstrap.attack.Shapes.MERGE;
import static io.twinpath.bootstrap.attack.Shapes.PROFILE;
import static io.twinpath.bootstrap.attack.Shapes.SCRIPT;
import static io.twinpath.bootstrap.attack.Shapes.SETTINGS;
import static io.twinpath.bootstrap.attack.Shapes.authorized;
import static io.twinpath.bootstrap.attack.Shapes.basic;
import static io.twinpath.bootstrap.attack.Shapes.chunked;
import static io.twinpath.bootstrap.attack.Shapes.coding;
import static io.twinpath.bootstrap.attack.Shapes.form;
import static io.twinpath.bootstrap.attack.Shapes.head;
import static io.twinpath.bootstrap.attack.Shapes.in;
import static io.twinpath.bootstrap.attack.Shapes.length;
import static io.twinpath.bootstrap.attack.Shapes.logIn;
import static io.twinpath.bootstrap.attack.Shapes.logInWith;
import static io.twinpath.bootstrap.attack.Shapes.nested;
import static io.twinpath.bootstrap.attack.Shapes.preflight;
import static io.twinpath.bootstrap.attack.Shapes.smuggled;
import static io.twinpath.bootstrap.attack.Shapes.with;
import static io.twinpath.bootstrap.attack.Target.FAILURES;
import static io.twinpath.bootstrap.attack.Target.ORIGIN;
import static io.twinpath.bootstrap.attack.Target.PASSWORD;
import static io.twinpath.bootstrap.attack.Token.now;
import static io.twinpath.bootstrap.attack.Token.resized;
import static io.twinpath.bootstrap.attack.Token.strayBits;

import io.twinpath.rest.TokenKey;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Each row is an attack: its name, what is sent, and the one right answer. What holds for every answer stands in {@link Standing}:
 * never a 500, nothing of the inside, the headers that browsers heed, and for every 401 the same body and challenge. In the
 * JSON of a row stand single quotes for double ones.
 */
final class Attacks {
    private static final Right NOBODY = refused(401, "unauthorized");
    private static final Right MALFORMED = refused(400, "malformed-request");
    private static final Right NOT_THERE = refused(404, "not-found");
    private static final Right NO_METHOD = refused(405, "method-not-allowed");
    private static final Right TOO_LATE = refused(408, "request-timeout");
    private static final Right STALE = refused(412, "precondition-failed");
    private static final Right TOO_LARGE = refused(413, "body-too-large");
    private static final Right WRONG_TYPE = refused(415, "unsupported-media-type");
    private static final Right MISDIRECTED = refused(421, "misdirected-request");
    private static final Right NO_OBJECT =
            refused(422, "invalid-value").telling("'errors':[{'detail':'must be an object'}]");
    private static final Right KEY_REUSED = refused(422, "idempotency-key-reused");
    private static final Right HELD_BACK = refused(429, "too-many-logins");
    private static final Right MANY_HEADERS = refused(431, "headers-too-large");

    private static final String WRONG = "{\"login\":\"ann\",\"password\":\"wrong\"}";

    private final Target target;
    private final Token token;
    private final Token gil;
    private final KeyPair thief = TokenKey.generate();

    Attacks(Target target) {
        this.target = target;
        this.token = target.tokenOf("ann");
        this.gil = target.tokenOf("gil");
    }

    List<Attack> all() {
        return Stream.of(
                        algorithms(),
                        keys(),
                        claims(),
                        spellings(),
                        places(),
                        endedTokens(),
                        names(),
                        passwords(),
                        bodies(),
                        others(),
                        methods(),
                        paths(),
                        listeners(),
                        browsers(),
                        smuggling(),
                        heads(),
                        writes())
                .flatMap(List::stream)
                .toList();
    }

    // spotless:off, for a row is a line
    private List<Attack> algorithms() {
        byte[] key = target.publicKey().getEncoded();
        byte[] pem = Keys.pem(target.publicKey());
        return List.of(
            attack("alg none, no signature", with(token.head("alg", "none").unsigned()), NOBODY),
            attack("alg NONE, no signature", with(token.head("alg", "NONE").unsigned()), NOBODY),
            attack("alg nOnE, no signature", with(token.head("alg", "nOnE").unsigned()), NOBODY),
            attack("alg none, a right signature all the same", with(token.head("alg", "none").signed()), NOBODY),
            attack("alg empty", with(token.head("alg", "").signed()), NOBODY),
            attack("alg null", with(token.header("{\"alg\":null,\"typ\":\"at+jwt\"}").signed()), NOBODY),
            attack("alg a list", with(token.head("alg", List.of("ES256")).signed()), NOBODY),
            attack("no alg", with(token.headWithout("alg").signed()), NOBODY),
            attack("alg in lower case", with(token.head("alg", "es256").signed()), NOBODY),
            attack("alg HS256, the secret is the public key", with(token.head("alg", "HS256").signedBy(key)), NOBODY),
            attack("alg HS256, the secret is its PEM file", with(token.head("alg", "HS256").signedBy(pem)), NOBODY),
            attack("alg HS256, the secret is one zero byte", with(token.head("alg", "HS256").signedBy(new byte[1])), NOBODY),
            attack("alg ES384 for a key of ES256", with(token.head("alg", "ES384").signed()), NOBODY),
            attack("alg ES256K, another curve", with(token.head("alg", "ES256K").signed()), NOBODY),
            attack("alg RS256 for a key of ES256", with(token.head("alg", "RS256").signed()), NOBODY),
            attack("no signature", with(token.unsigned()), NOBODY),
            attack("no signature, nor the dot before it", with(token.content()), NOBODY),
            attack("a signature of zeros (CVE-2022-21449)", with(token.resigned(right -> new byte[64])), NOBODY),
            attack("a signature of the curve's order twice", with(token.resigned(right -> Keys.orders())), NOBODY),
            attack("a signature of ones", with(token.resigned(right -> Keys.ones())), NOBODY),
            attack("a signature in DER", with(token.signedInDer()), NOBODY),
            attack("the first bit of the signature flipped", with(token.flipped(0)), NOBODY),
            attack("a bit in the midst of the signature flipped", with(token.flipped(256)), NOBODY),
            attack("the last bit of the signature flipped", with(token.flipped(511)), NOBODY),
            attack("a signature a byte short", with(token.resigned(resized(63))), NOBODY),
            attack("a signature a byte long", with(token.resigned(resized(65))), NOBODY),
            attack("half a signature", with(token.resigned(resized(32))), NOBODY),
            attack("a signature of one byte", with(token.resigned(resized(1))), NOBODY),
            attack("a signature of 96 bytes, as of ES384", with(token.resigned(resized(96))), NOBODY),
            attack("the signature of another token of the same user", with(token.signedAs(token.claim("jti", "other"))), NOBODY));
    }

    private List<Attack> keys() {
        Token stolen = token.by(thief);
        Map<String, Object> jwk = Keys.jwk((ECPublicKey) thief.getPublic());
        return List.of(
            attack("another key under our kid", with(stolen.signed()), NOBODY),
            attack("another key, no kid", with(stolen.headWithout("kid").signed()), NOBODY),
            attack("the right key, no kid", with(token.headWithout("kid").signed()), NOBODY),
            attack("the right key, an unknown kid", with(token.head("kid", "unknown").signed()), NOBODY),
            attack("kid a number", with(token.head("kid", 1).signed()), NOBODY),
            attack("kid a path", with(stolen.head("kid", "../../../../dev/null").signed()), NOBODY),
            attack("kid a file", with(stolen.head("kid", "file:///etc/hostname").signed()), NOBODY),
            attack("kid an injection of SQL", with(stolen.head("kid", "x' UNION SELECT 'k").signed()), NOBODY),
            attack("kid a command", with(stolen.head("kid", "key;sleep 5|").signed()), NOBODY),
            attack("kid a look-up of JNDI", with(stolen.head("kid", "${jndi:ldap://127.0.0.1:1/a}").signed()), NOBODY),
            attack("kid with a zero byte behind it", with(token.head("kid", target.kid() + "\0").signed()), NOBODY),
            attack("the key brought along as jwk", with(stolen.head("jwk", jwk).signed()), NOBODY),
            attack("the key brought along as jwk, no kid", with(stolen.headWithout("kid").head("jwk", jwk).signed()), NOBODY),
            attack("the keys fetched by jku", with(stolen.head("jku", "https://evil.example/keys").signed()), NOBODY),
            attack("the keys fetched by jku, of this host", with(stolen.head("jku", "http://127.0.0.1:1/").signed()), NOBODY),
            attack("the certificate fetched by x5u", with(stolen.head("x5u", "https://evil.example/c").signed()), NOBODY),
            attack("a certificate brought along as x5c", with(stolen.head("x5c", List.of("MIIB")).signed()), NOBODY),
            attack("crit of what we do not know", with(token.head("crit", List.of("x")).head("x", 1).signed()), NOBODY),
            attack("crit of what there is not", with(token.head("crit", List.of("x")).signed()), NOBODY),
            attack("crit empty", with(token.head("crit", List.of()).signed()), NOBODY),
            attack("a payload that is not in base64", with(token.head("crit", List.of("b64")).head("b64", false).signed()), NOBODY),
            attack("typ of an ID token", with(token.head("typ", "JWT").signed()), NOBODY),
            attack("typ of a log-out token", with(token.head("typ", "logout+jwt").signed()), NOBODY),
            attack("typ of a proof of possession", with(token.head("typ", "dpop+jwt").signed()), NOBODY),
            attack("no typ", with(token.headWithout("typ").signed()), NOBODY),
            attack("alg twice", with(token.header("{\"alg\":\"none\"," + token.header().substring(1)).signed()), NOBODY),
            attack("a header that is a list", with(token.header("[]").signed()), NOBODY),
            attack("a header that is no JSON", with(token.header("alg=ES256").signed()), NOBODY),
            attack("a header cut short", with(token.header("{\"alg\":\"ES256\"").signed()), NOBODY));
    }

    private List<Attack> claims() {
        return List.of(
            attack("expired an hour ago", with(token.claim("exp", now() - 3600).signed()), NOBODY),
            attack("expired in 1970", with(token.claim("exp", 0).signed()), NOBODY),
            attack("exp a text", with(token.claim("exp", "9999999999").signed()), NOBODY),
            attack("exp true", with(token.claim("exp", true).signed()), NOBODY),
            attack("no exp", with(token.without("exp").signed()), NOBODY),
            attack("not before the next hour", with(token.claim("nbf", now() + 3600).signed()), NOBODY),
            attack("nbf a text", with(token.claim("nbf", "0").signed()), NOBODY),
            attack("no nbf", with(token.without("nbf").signed()), NOBODY),
            attack("issued in an hour", with(token.claim("iat", now() + 3600).signed()), NOBODY),
            attack("issued in milliseconds", with(token.claim("iat", now() * 1000).signed()), NOBODY),
            attack("iat a text", with(token.claim("iat", "0").signed()), NOBODY),
            attack("no iat", with(token.without("iat").signed()), NOBODY),
            attack("of another issuer", with(token.claim("iss", EVIL).signed()), NOBODY),
            attack("iss in other case", with(token.claim("iss", "Twinpath").signed()), NOBODY),
            attack("iss a list with ours", with(token.claim("iss", List.of("twinpath")).signed()), NOBODY),
            attack("no iss", with(token.without("iss").signed()), NOBODY),
            attack("for another audience", with(token.claim("aud", "billing-api").signed()), NOBODY),
            attack("aud that begins like ours", with(token.claim("aud", "twinpath-api.evil").signed()), NOBODY),
            attack("aud an empty list", with(token.claim("aud", List.of()).signed()), NOBODY),
            attack("aud an object", with(token.claim("aud", Map.of("twinpath-api", 1)).signed()), NOBODY),
            attack("no aud", with(token.without("aud").signed()), NOBODY),
            attack("no sub", with(token.without("sub").signed()), NOBODY),
            attack("sub null", with(token.claim("sub", null).signed()), NOBODY),
            attack("sub a number", with(token.claim("sub", target.id("ann")).signed()), NOBODY),
            attack("sub a list", with(token.claim("sub", List.of(id())).signed()), NOBODY),
            attack("sub an object", with(token.claim("sub", Map.of("id", id())).signed()), NOBODY),
            attack("sub with a plus", with(token.claim("sub", "+" + id()).signed()), NOBODY),
            attack("sub with a zero in front", with(token.claim("sub", "0" + id()).signed()), NOBODY),
            attack("sub with a blank behind", with(token.claim("sub", id() + " ").signed()), NOBODY),
            attack("sub with a line break behind", with(token.claim("sub", id() + "\n").signed()), NOBODY),
            attack("sub with a zero byte behind", with(token.claim("sub", id() + "\0").signed()), NOBODY),
            attack("sub with a fraction", with(token.claim("sub", id() + ".0").signed()), NOBODY),
            attack("sub in hexadecimals", with(token.claim("sub", "0x" + id()).signed()), NOBODY),
            attack("sub in digits of full width", with(token.claim("sub", digits(0xff10)).signed()), NOBODY),
            attack("sub in Arabic digits", with(token.claim("sub", digits(0x660)).signed()), NOBODY),
            attack("sub below zero", with(token.claim("sub", "-" + id()).signed()), NOBODY),
            attack("sub zero", with(token.claim("sub", "0").signed()), NOBODY),
            attack("sub beyond 64 bits, ours modulo them", with(token.claim("sub", modulo()).signed()), NOBODY),
            attack("sub a username", with(token.claim("sub", "ann").signed()), NOBODY),
            attack("sub a UUID", with(token.claim("sub", "00000000-0000-0000-0000-000000000001").signed()), NOBODY),
            attack("sub an injection of SQL", with(token.claim("sub", id() + " OR 1=1").signed()), NOBODY),
            attack("sub of nobody", with(token.claim("sub", "987654321").signed()), NOBODY),
            attack("sub twice", with(token.first("\"sub\":\"2\"").signed()), NOBODY),
            attack("sub twice, once with an escape", with(token.first("\"s\\u0075b\":\"2\"").signed()), NOBODY),
            attack("claims that are a list", with(token.payload("[" + token.payload() + "]").signed()), NOBODY),
            attack("claims with more behind them", with(token.payload(token.payload() + "{}").signed()), NOBODY),
            attack("claims with a comment", with(token.payload("/**/" + token.payload()).signed()), NOBODY),
            attack("claims nested 500 deep", with(token.payload("{\"a\":".repeat(500) + "1" + "}".repeat(500)).signed()), NOBODY),
            attack("no claims", with(token.payload("").signed()), NOBODY),
            attack("claims that are a token", with(token.head("cty", "JWT").payload(token.signed()).signed()), NOBODY));
    }

    private List<Attack> spellings() {
        String signed = token.signed();
        String[] part = signed.split("\\.");
        return List.of(
            attack("stray bits in the signature's last character", with(strayBits(signed)), NOBODY),
            attack("a padded signature", with(signed + "=="), NOBODY),
            attack("a padded header", with(part[0] + "=." + part[1] + "." + part[2]), NOBODY),
            attack("a blank in the signature", with(part[0] + "." + part[1] + ". " + part[2]), NOBODY),
            attack("a tab before the token", authorized("Bearer \t" + signed), NOBODY),
            attack("a tab for the blank", authorized("Bearer\t" + signed), NOBODY),
            attack("characters of plain base64", with(part[0] + "." + part[1] + "." + part[2].substring(2) + "+/"), NOBODY),
            attack("a byte that is no base64", with(signed + "*"), NOBODY),
            attack("a byte beyond ASCII", with(signed + "\u00e9"), NOBODY),
            attack("a zero byte behind the token", with(signed + "\0"), MALFORMED),
            attack("a line break in the token", with(part[0] + "." + part[1] + ".\r\n " + part[2]), MALFORMED),
            attack("a dot more", with(signed + "."), NOBODY),
            attack("a dot in front", with("." + signed), NOBODY),
            attack("only dots", with(".."), NOBODY),
            attack("a token of five parts, as if it were encrypted", with(Token.encrypted()), NOBODY),
            attack("a token in JSON", with(token.inJson()), NOBODY),
            attack("a token of 5 KB, rightly signed", with(token.claim("more", "x".repeat(3700)).signed()), NOBODY),
            attack("a token of 15 KB", with("x".repeat(15_000)), NOBODY),
            attack("a token of 20 KB", with("x".repeat(20_000)), MANY_HEADERS),
            attack("the word null", with("null"), NOBODY),
            attack("quotes about the token", with("\"" + signed + "\""), NOBODY));
    }

    private List<Attack> places() {
        String signed = token.signed();
        return List.of(
            attack("no token", get(PROFILE), NOBODY),
            attack("the token in the query", get(PROFILE + "?access_token=" + signed), NOBODY),
            attack("the token in a cookie", get(PROFILE).header("Cookie", "access_token=" + signed), NOBODY),
            attack("the token in a body", to("GET", PROFILE).body("access_token=" + signed), NOBODY),
            attack("the token for a proxy", get(PROFILE).header("Proxy-Authorization", "Bearer " + signed), NOBODY),
            attack("the token in a header of one's own", get(PROFILE).header("X-Authorization", "Bearer " + signed), NOBODY),
            attack("the token twice", with(signed).bearer(signed), NOBODY),
            attack("a wrong token and then the right one", with("x.y.z").bearer(signed), NOBODY),
            attack("the right token and then a wrong one", with(signed).bearer("x.y.z"), NOBODY),
            attack("two tokens in one header", with(signed + ", Bearer " + signed), NOBODY),
            attack("a token with parameters", with(signed + ", realm=\"twinpath\""), NOBODY),
            attack("a token without its scheme", authorized(signed), NOBODY),
            attack("the scheme and nothing more", authorized("Bearer"), NOBODY),
            attack("an empty header", authorized(""), NOBODY),
            attack("name and password by Basic", authorized("Basic " + basic("ann:" + PASSWORD)), NOBODY),
            attack("the token by Basic", authorized("Basic " + signed), NOBODY),
            attack("the token by DPoP", authorized("DPoP " + signed), NOBODY),
            attack("the scheme in lower case is the scheme", authorized("bearer " + signed), answered(200)),
            attack("HEAD tells no more than GET", to("HEAD", PROFILE), NOBODY),
            attack("no token, on the web page's port", get(PROFILE).at(WEB), NOBODY),
            attack("no token, and a user named by a header", get(PROFILE).header("X-User-Id", id()), NOBODY),
            attack("no token, and a certificate named by a header", get(PROFILE).header("X-Client-Cert", "ann"), NOBODY),
            attack("no token, said to come from this host", get(PROFILE).header("X-Forwarded-For", "127.0.0.1"), NOBODY));
    }

    private List<Attack> endedTokens() {
        String change = "{'current_password':'" + PASSWORD + "','new_password':'another one of hers'}";
        String carol = target.tokenOf("carol").signed();
        Sent ended = to("POST", LOGOUT).bearer(carol);
        String dora = target.tokenOf("dora").signed();
        Sent changed = post(CHANGE, change).bearer(dora);
        return List.of(
            attack("a token of a deleted user", with(target.tokenOf("eve").signed()), NOBODY),
            attack("a token of a deactivated user", with(target.tokenOf("dan").signed()), NOBODY),
            attack("a token after its log-out", with(carol), NOBODY).after(ended),
            attack("settings by a token after its log-out", get(SETTINGS).bearer(carol), NOBODY).after(ended),
            attack("a write by a token after its log-out", patch(PROFILE, "{}").bearer(carol), NOBODY).after(ended),
            attack("a second log-out by the same token", ended, NOBODY).after(ended),
            attack("a password changed by a token after its log-out", post(CHANGE, change).bearer(carol), NOBODY).after(ended),
            attack("a token from before the password was changed", with(dora), NOBODY).after(changed),
            attack("the password from before it was changed", logIn("dora", PASSWORD), NOBODY).after(changed));
    }

    private List<Attack> names() {
        return List.of(
            attack("a wrong password", logIn("ann", "wrong"), NOBODY),
            attack("an unknown user is answered like a wrong password", logIn("nobody-there", "wrong"), NOBODY),
            attack("an unknown address is answered like a wrong password", logIn("nobody@example.org", "wrong"), NOBODY),
            attack("a deactivated user with the right password", logIn("dan", PASSWORD), NOBODY),
            attack("a deleted user with the right password", logIn("eve", PASSWORD), NOBODY),
            attack("SQL: always true", logIn("ann' OR '1'='1", PASSWORD), NOBODY),
            attack("SQL: the rest a comment", logIn("ann'--", "x"), NOBODY),
            attack("SQL: a second statement", logIn("ann'; DROP TABLE users; --", "x"), NOBODY),
            attack("SQL: a union", logIn("x' UNION SELECT 1, 'ann", "x"), NOBODY),
            attack("SQL: a wait", logIn("ann'||pg_sleep(5)--@example.org", "x"), NOBODY),
            attack("SQL: in an e-mail address", logIn("'or'1'='1'--@example.org", "x"), NOBODY),
            attack("SQL: in the password", logIn("ann", "' OR '1'='1"), NOBODY),
            attack("a pattern of SQL for the name", logIn("an_", PASSWORD), NOBODY),
            attack("any name, by a percent sign", logIn("%", PASSWORD), NOBODY),
            attack("any name, by an asterisk", logIn("*", PASSWORD), NOBODY),
            attack("a filter of LDAP", logIn("ann)(|(uid=*", PASSWORD), NOBODY),
            attack("an operator of MongoDB for the name", post(LOGIN, "{'login':{'$ne':null},'password':'x'}"), wrongType("/login")),
            attack("an operator of MongoDB for the password", post(LOGIN, "{'login':'ann','password':{'$gt':''}}"), wrongType("/password")),
            attack("a look-up of JNDI", logIn("${jndi:ldap://127.0.0.1:1/a}", "x"), NOBODY),
            attack("a template", logIn("{{7*7}}${7*7}", "x"), NOBODY),
            attack("a zero byte behind the name", logIn("ann\\u0000", PASSWORD), NOBODY),
            attack("a line break behind the name", logIn("ann\\n", PASSWORD), NOBODY),
            attack("a blank behind the name", logIn("ann ", PASSWORD), NOBODY),
            attack("a header in an e-mail address", logIn("ann@example.org\\r\\nBcc: x@evil.example", "x"), NOBODY),
            attack("a Cyrillic a for a Latin one", logIn("\u0430nn", PASSWORD), NOBODY),
            attack("letters of full width", logIn("\uff41\uff4e\uff4e", PASSWORD), NOBODY),
            attack("a combining mark", logIn("ann\u0301", PASSWORD), NOBODY),
            attack("a joiner of no width", logIn("a\u200dnn", PASSWORD), NOBODY),
            attack("written from right to left", logIn("\u202enna", PASSWORD), NOBODY),
            attack("a Kelvin sign, which is a k in lower case", logIn("\u212aim", PASSWORD), NOBODY),
            attack("a domain of other letters", logIn("ann@ex\u0430mple.org", PASSWORD), NOBODY),
            attack("two addresses", logIn("ann@example.org,bob@example.org", PASSWORD), NOBODY),
            attack("a name of 4,000 characters", logIn("a".repeat(4000), "x"), NOBODY),
            attack("a name of 5,000 characters", logIn("a".repeat(5000), "x"), MALFORMED));
    }

    private List<Attack> passwords() {
        Sent guess = logIn("mal", "guess");
        return List.of(
            attack("a password and a zero byte", logIn("ann", PASSWORD + "\\u0000"), NOBODY),
            attack("a password in other case", logIn("ann", "Twinpath?demo"), NOBODY),
            attack("a password cut short", logIn("ann", "twinpath?dem"), NOBODY),
            attack("half a character, which becomes a question mark", logIn("ann", "twinpath\\ud800demo"), invalid("/password", "must not have half a character")),
            attack("an empty password", logIn("ann", ""), invalid("/password", "must have 1 to 1024 characters")),
            attack("a password of 1,025 characters", logIn("ann", "x".repeat(1025)), invalid("/password", "must have 1 to 1024 characters")),
            attack("a password of 1,024 characters", logIn("ann", "x".repeat(1024)), NOBODY),
            attack("the stored hash for the password", logIn("ann", target.hash("ann")), NOBODY),
            attack("a password that is true", post(LOGIN, "{'login':'ann','password':true}"), wrongType("/password")),
            attack("passwords in a list", post(LOGIN, "{'login':'ann','password':['a','b']}"), wrongType("/password")),
            attack("no password", post(LOGIN, "{'login':'ann'}"), wrongType("/password")),
            attack("one guess too many", guess, HELD_BACK).after(FAILURES, guess),
            attack("the right password, held back as well", logIn("mal", PASSWORD), HELD_BACK).after(FAILURES, guess),
            attack("a guess in other case", logIn("MaL", "guess"), HELD_BACK).after(FAILURES, guess),
            attack("a guess said to come from elsewhere", guess.header("X-Forwarded-For", "203.0.113.7"), HELD_BACK).after(FAILURES, guess),
            attack("a guess said to be forwarded", guess.header("Forwarded", "for=203.0.113.8"), HELD_BACK).after(FAILURES, guess),
            attack("a guess on the web page's port", guess.at(WEB), HELD_BACK).after(FAILURES, guess),
            attack("a change without the current password", post(CHANGE, "{'new_password':'long enough'}").by(token), missing("/current_password")),
            attack("a change with a wrong one", post(CHANGE, "{'current_password':'x','new_password':'long enough'}").by(token), invalid("/current_password", "is not the current password")),
            attack("a change to a short one", post(CHANGE, "{'current_password':'x','new_password':'short'}").by(token), invalid("/new_password")),
            attack("a change of another user's", post(CHANGE, "{'user_id':" + target.id("bob") + ",'current_password':'x','new_password':'long enough'}").by(token), unknown("/user_id")));
    }

    private List<Attack> bodies() {
        return List.of(
            attack("no body", to("POST", LOGIN).header("Content-Type", "application/json"), MALFORMED),
            attack("a list", post(LOGIN, "[" + WRONG + "]"), MALFORMED),
            attack("a login twice", logInWith("'login':'bob'"), MALFORMED),
            attack("a login twice, once with an escape", logInWith("'l\\u006fgin':'bob'"), MALFORMED),
            attack("a member more", post(LOGIN, "{'admin':true," + WRONG.substring(1)), unknown("/admin")),
            attack("the name of a class", logInWith("'@class':'javax.script.ScriptEngineManager'"), unknown("/@class")),
            attack("two documents", post(LOGIN, WRONG + WRONG), MALFORMED),
            attack("a comment", post(LOGIN, "/* */" + WRONG), MALFORMED),
            attack("single quotes", form("application/json", "{'login':'ann','password':'x'}"), MALFORMED),
            attack("NaN", post(LOGIN, "{'login':NaN,'password':'x'}"), MALFORMED),
            attack("lists nested 5,000 deep", post(LOGIN, "[".repeat(5000)), MALFORMED),
            attack("objects nested 2,000 deep in a member", post(LOGIN, "{'login':" + "{'a':".repeat(2000)), wrongType("/login")),
            attack("a number of 10,000 digits", post(LOGIN, "{'login':" + "9".repeat(10_000) + ",'password':'x'}"), MALFORMED),
            attack("a number with a giant exponent", post(LOGIN, "{'login':1e999999999,'password':'x'}"), wrongType("/login")),
            attack("a name of a member of 1,000 characters", post(LOGIN, "{'" + "a".repeat(1000) + "\":1}"), MALFORMED),
            attack("a body of 17 KB", post(LOGIN, "{'login':'" + "a".repeat(17_000) + "\"}"), TOO_LARGE),
            attack("blanks of 16 KB", post(LOGIN, " ".repeat(16_384)), MALFORMED),
            attack("bytes that are no UTF-8", post(LOGIN, "{'login':'\u00ff\u00fe','password':'x'}"), MALFORMED),
            attack("UTF-8 longer than it need be", post(LOGIN, "{'login':'\u00c1\u00a1nn','password':'x'}"), MALFORMED),
            attack("a quote longer than it need be", post(LOGIN, "{'login':'ann\u00c0\u00a2,'password':'x'}"), MALFORMED),
            attack("half a character in UTF-8", post(LOGIN, "{'login':'\u00ed\u00a0\u0080','password':'x'}"), MALFORMED),
            attack("a character cut short", post(LOGIN, "{'login':'\u00c3','password':'x'}"), MALFORMED),
            attack("a zero byte in a text", post(LOGIN, "{'login':'a\0b','password':'x'}"), MALFORMED),
            attack("a control character in a text", post(LOGIN, "{'login':'a\u0001b','password':'x'}"), MALFORMED),
            attack("a byte order mark is passed over", post(LOGIN, utf8("\ufeff") + WRONG), NOBODY),
            attack("UTF-16", post(LOGIN, in("UTF-16", WRONG)), MALFORMED),
            attack("UTF-16 without its mark", post(LOGIN, in("UTF-16LE", WRONG)), MALFORMED),
            attack("UTF-32", post(LOGIN, in("UTF-32BE", WRONG)), MALFORMED),
            attack("UTF-7, as its Content-Type says", form("application/json; charset=utf-7", "+AHsAIg-"), MALFORMED),
            attack("a charset that is not so", form("application/json; charset=utf-16", WRONG), NOBODY),
            attack("a body zipped", post(LOGIN, "\u001f\u008b\u0008\0\0\0\0\0").header(CODING, "gzip"), WRONG_TYPE),
            attack("a body said to be zipped", post(LOGIN, WRONG).header(CODING, "gzip"), WRONG_TYPE),
            attack("no Content-Type", to("POST", LOGIN).body(WRONG), WRONG_TYPE),
            attack("XML with an entity of its own", form("application/xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"), WRONG_TYPE.hiding("root:")),
            attack("YAML", form("application/yaml", "login: ann"), WRONG_TYPE),
            attack("a serialised object of Java", form("application/x-java-serialized-object", "\u00ac\u00ed\0\u0005"), WRONG_TYPE),
            attack("name and password in the query", get(LOGIN + "?login=ann&password=x"), NO_METHOD.with("Allow", "POST,OPTIONS")));
    }

    private List<Attack> others() {
        long bob = target.id("bob");
        String ann = "{'id':" + id() + ",'username':'ann'";
        return List.of(
            attack("another user's profile by its path", get(PROFILE + "/" + bob).by(token), NOT_THERE),
            attack("another user's profile by a list of users", get("/api/v1/users/" + bob).by(token), NOT_THERE),
            attack("all users", get("/api/v1/users").by(token), NOT_THERE),
            attack("another user's profile by the query", get(PROFILE + "?id=" + bob + "&user_id=" + bob).by(token), answered(200).telling(ann)),
            attack("another user's settings by the query", get(SETTINGS + "?user=bob").by(token), answered(200).telling("'theme':")),
            attack("another user's profile by a header", get(PROFILE).by(token).header("X-User-Id", "" + bob), answered(200).telling(ann)),
            attack("id in the body", patch(PROFILE, "{'id':" + bob + "}").by(token), readOnly("/id")),
            attack("role in the body", patch(PROFILE, "{'role':'admin'}").by(token), readOnly("/role")),
            attack("role in the body of a merge patch", patch(PROFILE, "{'role':'admin'}").with("Content-Type", MERGE).by(token), readOnly("/role")),
            attack("role in other case", patch(PROFILE, "{'Role':'admin'}").by(token), unknown("/Role")),
            attack("version in the body", patch(PROFILE, "{'version':1}").by(token), readOnly("/version")),
            attack("created_at in the body", patch(PROFILE, "{'created_at':'1970-01-01T00:00:00Z'}").by(token), readOnly("/created_at")),
            attack("password_hash in the body", patch(PROFILE, "{'password_hash':'x'}").by(token), unknown("/password_hash")),
            attack("active in the body", patch(PROFILE, "{'active':true}").by(token), unknown("/active")),
            attack("tokens_valid_after in the body", patch(PROFILE, "{'tokens_valid_after':null}").by(token), unknown("/tokens_valid_after")),
            attack("user_id in the settings", patch(SETTINGS, "{'user_id':" + bob + "}").by(token), unknown("/user_id")),
            attack("version in the settings", patch(SETTINGS, "{'version':1}").by(token), readOnly("/version")),
            attack("a role in the token", patch(PROFILE, "{'role':'admin'}").by(token.claim("role", "admin").claim("scope", "admin")), readOnly("/role")),
            attack("another user's username", patch(PROFILE, "{'username':'bob'}").by(token), taken("/username")),
            attack("another user's address in other case", patch(PROFILE, "{'email':'BOB@example.org'}").by(token), taken("/email")),
            attack("a profile without its hash", get(PROFILE).by(token), answered(200).hiding("hash").hiding("argon2")));
    }

    private List<Attack> methods() {
        Right none = NO_METHOD.with("Allow", "GET,HEAD,OPTIONS,PATCH");
        return List.of(
            attack("DELETE a profile", to("DELETE", PROFILE).by(token), none),
            attack("PUT a profile", put(PROFILE, "{}").by(token), none),
            attack("POST a profile", post(PROFILE, "{}").by(token), none),
            attack("TRACE tells nothing back", to("TRACE", PROFILE).header("X-Secret", "told-back"), none.hiding("told-back")),
            attack("TRACE the web page", to("TRACE", "/").at(WEB).header("X-Secret", "told-back"), NO_METHOD.hiding("told-back")),
            attack("TRACK", to("TRACK", PROFILE), none),
            attack("CONNECT to another host", to("CONNECT", "127.0.0.1:22"), MALFORMED),
            attack("PROPFIND", to("PROPFIND", PROFILE), none),
            attack("get in lower case", to("get", PROFILE).by(token), none),
            attack("a method of 65 characters", to("M".repeat(65), PROFILE), MALFORMED),
            attack("a method with a bracket", to("GET(", PROFILE), MALFORMED),
            attack("OPTIONS tells the methods and nothing more", to("OPTIONS", PROFILE), answered(200).with("Allow", "HEAD,GET,OPTIONS,PATCH").without("Access-Control-Allow-Origin")),
            attack("OPTIONS of all of the server", to("OPTIONS", "*"), MALFORMED),
            attack("DELETE by X-HTTP-Method-Override", post(PROFILE, "{}").header("X-HTTP-Method-Override", "DELETE").by(token), none),
            attack("PATCH by X-HTTP-Method-Override", post(PROFILE, "{}").header("X-HTTP-Method-Override", "PATCH").by(token), none),
            attack("PATCH by X-Method-Override on GET", get(PROFILE).by(token).header("X-Method-Override", "PATCH"), answered(200)),
            attack("POST by _method in the query", get(LOGIN + "?_method=POST").by(token), NO_METHOD.with("Allow", "POST,OPTIONS")),
            attack("GET a log-out, as an image would", get(LOGOUT).by(token), NO_METHOD.with("Allow", "POST,OPTIONS")),
            attack("POST the health", post("/health/live", "{}"), NO_METHOD.with("Allow", "GET, HEAD")),
            attack("PUT a file of the web page", put("/app/main.js", "x").at(WEB), NO_METHOD),
            attack("DELETE the web page", to("DELETE", "/").at(WEB), NO_METHOD));
    }

    private List<Attack> paths() {
        return List.of(
            attack("two slashes in front", get("/" + PROFILE), NOT_THERE),
            attack("two slashes within", get("/api//v1/profile"), NOT_THERE),
            attack("up and down again", get("/api/v1/x/../profile"), NOT_THERE),
            attack("up and down again, in escapes", get("/api/v1/x/%2e%2e/profile"), NOT_THERE),
            attack("from the health to the profile", get("/health/live/../../api/v1/profile"), NOT_THERE),
            attack("from the health by a parameter", get("/health/live;/../api/v1/profile"), NOT_THERE),
            attack("up by dots and a parameter", get("/api/..;/api/v1/profile"), NOT_THERE),
            attack("a dot for a segment", get("/api/./v1/profile"), NOT_THERE),
            attack("a slash in an escape", get("/api%2fv1%2fprofile"), NOT_THERE),
            attack("an escape in an escape", get("/api/v1/%2570rofile"), NOT_THERE),
            attack("a zero byte in an escape", get(PROFILE + "%00"), NOT_THERE),
            attack("a line break in an escape", get(PROFILE + "%0d%0aSet-Cookie:%20a=b"), NOT_THERE),
            attack("a blank in an escape", get(PROFILE + "%20"), NOT_THERE),
            attack("an ending", get(PROFILE + ".json"), NOT_THERE),
            attack("other case", get("/API/v1/Profile"), NOT_THERE),
            attack("a slash at the end still wants a token", get(PROFILE + "/"), NOBODY),
            attack("a parameter still wants a token", get(PROFILE + ";admin=true"), NOBODY),
            attack("a letter in an escape", get("/api/v1/%70rofile"), NOT_THERE),
            attack("a backslash", get("/api\\v1\\profile"), MALFORMED),
            attack("a bad escape", get("/api/v1/%zz"), MALFORMED),
            attack("an escape of Microsoft", get("/api/v1/%u002e"), MALFORMED),
            attack("a fragment", get(PROFILE + "#x"), MALFORMED),
            attack("UTF-8 too long, in escapes", get("/%c0%ae%c0%ae/etc/passwd"), NOT_THERE),
            attack("another path by X-Original-URL", get("/nothing").header("X-Original-URL", "/health/live"), NOT_THERE),
            attack("another path by X-Forwarded-Prefix", get("/nothing").header("X-Forwarded-Prefix", "/health/live"), NOT_THERE),
            attack("another host by X-Forwarded-Host", get("/nothing").header("X-Forwarded-Host", "evil.example"), NOT_THERE.hiding("evil")),
            attack("another host", get("/nothing").with("Host", "evil.example"), NOT_THERE.hiding("evil")),
            attack("an absolute address elsewhere", get("http://127.0.0.1:22/"), MALFORMED),
            attack("an absolute address of another scheme", get("file:///etc/passwd"), MALFORMED));
    }

    private List<Attack> listeners() {
        Right noFile = NOT_THERE.hiding("root:");
        return List.of(
            attack("metrics in public", get("/metrics"), NOT_THERE),
            attack("the operators' health in public", get("/health/database"), NOT_THERE),
            attack("the redacted health in public, which is off", get("/api/v1/health/database"), NOT_THERE),
            attack("metrics in public, by the management's host", get("/metrics").with("Host", "127.0.0.1:9000"), NOT_THERE),
            attack("metrics on the web page's port", get("/metrics").at(WEB), NOT_THERE),
            attack("the operators' page on the web page's port", get("/app/status.js").at(WEB), NOT_THERE),
            attack("an actuator", get("/actuator/env"), NOT_THERE),
            attack("a WADL", get("/application.wadl"), NOT_THERE),
            attack("a heap dump", get("/debug/pprof/heap"), NOT_THERE),
            attack("a file of Git", get("/.git/config"), NOT_THERE),
            attack("a file of secrets", get("/.env"), NOT_THERE),
            attack("a profile on the management's port", get(PROFILE).by(token).at(MANAGEMENT), NOT_THERE),
            attack("the management by a name made to lead here", get("/metrics").with("Host", "evil.example").at(MANAGEMENT), MISDIRECTED),
            attack("the management by a name that begins like an address", get("/metrics").with("Host", "127.0.0.1.evil.example").at(MANAGEMENT), MISDIRECTED),
            attack("POST to the metrics", post("/metrics", "{}").at(MANAGEMENT), NO_METHOD.with("Allow", "GET")),
            attack("a file beside the operators' page", get("/lib/uplot-1.6.30/../../../etc/passwd").at(MANAGEMENT), NOT_THERE),
            attack("a file above the web page", get("/app/../../../../etc/passwd").at(WEB), noFile),
            attack("a file above it, in escapes", get("/app/%2e%2e/%2e%2e/etc/passwd").at(WEB), noFile),
            attack("a file above it, in escaped slashes", get("/app/..%2f..%2f..%2fetc%2fpasswd").at(WEB), noFile),
            attack("a file above it, in escaped backslashes", get("/app/..%5c..%5cetc%5cpasswd").at(WEB), noFile),
            attack("a file above it, in escaped escapes", get("/app/%252e%252e%252fetc%252fpasswd").at(WEB), noFile),
            attack("a file of the page with a zero byte", get("/app/main.js%00.html").at(WEB), NOT_THERE),
            attack("the folder of the page", get("/app/").at(WEB), NOT_THERE),
            attack("a file of the class path", get("/app/META-INF/MANIFEST.MF").at(WEB), NOT_THERE),
            attack("a class", get("/io/twinpath/rest/WebPages.class").at(WEB), NOT_THERE),
            attack("a copy left by an editor", get("/app/main.js~").at(WEB), NOT_THERE));
    }

    private List<Attack> browsers() {
        Right unreadable = answered(200)
                .without("Access-Control-Allow-Origin")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Vary", "Origin");
        Right noLeave = answered(200).without("Access-Control-Allow-Origin").without("Access-Control-Allow-Methods");
        Right page = answered(200).telling("<html").hiding("unsafe-inline");
        Right json = answered(200).with("Content-Type", "application/json");
        return List.of(
            attack("origin null", from("null"), unreadable),
            attack("a foreign origin", from(EVIL), unreadable),
            attack("an origin that ends like ours", from("https://evil-app.example.org"), unreadable),
            attack("an origin that begins like ours", from(ORIGIN + ".evil.example"), unreadable),
            attack("ours without TLS", from("http://app.example.org"), unreadable),
            attack("ours on another port", from(ORIGIN + ":8443"), unreadable),
            attack("ours in upper case", from("HTTPS://APP.EXAMPLE.ORG"), unreadable),
            attack("ours with a letter for the dot", from("https://appxexample.org"), unreadable),
            attack("ours and a foreign one", from(ORIGIN + " https://evil.example"), unreadable),
            attack("a foreign origin beside ours", from(EVIL).header("Origin", ORIGIN), unreadable),
            attack("any origin", from("*"), unreadable),
            attack("a foreign preflight", preflight(EVIL, "PATCH"), noLeave),
            attack("a preflight of null", preflight("null", "PATCH"), noLeave),
            attack("our preflight asks for more than there is", preflight(ORIGIN, "DELETE"), answered(204).with("Access-Control-Allow-Origin", ORIGIN).with("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH")),
            attack("our preflight asks for a header of its own", preflight(ORIGIN, "PATCH").header("Access-Control-Request-Headers", "x-evil"), answered(204).with("Access-Control-Allow-Origin", ORIGIN).hiding("evil")),
            attack("a preflight for the private network", preflight(EVIL, "GET").header("Access-Control-Request-Private-Network", "true"), noLeave.without("Access-Control-Allow-Private-Network")),
            attack("a foreign form that logs in", form("application/x-www-form-urlencoded", "login=ann&password=wrong"), WRONG_TYPE),
            attack("a foreign form with JSON as text", form("text/plain", WRONG), WRONG_TYPE),
            attack("a foreign form with JSON as a file", form("multipart/form-data; boundary=x", WRONG), WRONG_TYPE),
            attack("text that says it is JSON", form("text/plain; application/json", WRONG), MALFORMED),
            attack("a beacon", form("text/plain;charset=UTF-8", WRONG), WRONG_TYPE),
            attack("a foreign form that logs out", to("POST", LOGOUT).header("Origin", EVIL).header("Cookie", "access_token=" + token.signed()), NOBODY),
            attack("the page in a frame", get("/").at(WEB), page),
            attack("the operators' page in a frame", get("/").at(MANAGEMENT), page),
            attack("a page of problems in a frame", get("/problems/unauthorized").header("Accept", "text/html"), page),
            attack("a script for a name comes back as JSON", patch(PROFILE, "{'full_name':'" + SCRIPT + "'}").by(gil), json.telling(SCRIPT)),
            attack("a script for a member", patch(PROFILE, "{'" + SCRIPT + "':1}").by(token), refused(422, "invalid-value").with("Content-Type", "application/problem+json")),
            attack("a script in the path", get("/" + SCRIPT), MALFORMED.hiding("script")),
            attack("a script in the path, in escapes", get("/%3Cscript%3Ealert(1)%3C/script%3E"), NOT_THERE.hiding("script")),
            attack("a script in the query", get(PROFILE + "?callback=alert").by(token), json.hiding("alert")),
            attack("a script for the request's id", get(PROFILE).header("X-Request-Id", SCRIPT), NOBODY.hiding("script")),
            attack("a line of the log in the request's id", get(PROFILE).header("X-Request-Id", "a%0d%0aINFO all is well"), NOBODY.hiding("INFO")),
            attack("a page for an answer", get(PROFILE).by(token).header("Accept", "text/html"), refused(406, "not-acceptable")),
            attack("a problem for a page", get("/<script>").header("Accept", "text/html"), MALFORMED));
    }

    private List<Attack> smuggling() {
        return List.of(
            attack("a length and chunks", smuggled("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), MALFORMED),
            attack("chunks and a length", smuggled("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\nx\r\n0\r\n\r\n"), MALFORMED),
            attack("a coding twice", coding("chunked\r\nTransfer-Encoding: chunked"), MALFORMED),
            attack("two codings", coding("chunked\r\nTransfer-Encoding: identity"), MALFORMED),
            attack("a list of codings", coding("chunked, identity"), MALFORMED),
            attack("a coding of another name", coding("xchunked"), MALFORMED),
            attack("a coding in quotes", smuggled("Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"), MALFORMED),
            attack("a coding behind a vertical tab", smuggled("Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n"), MALFORMED),
            attack("a coding behind a byte of Latin-1", coding("\u00a0chunked"), MALFORMED),
            attack("a coding and a blank before the colon", smuggled("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"), MALFORMED),
            attack("a coding in a folded line", smuggled("Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"), MALFORMED),
            attack("a coding behind a folded line", smuggled("X: a\r\n\tTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), MALFORMED),
            attack("a coding behind a bare line feed", smuggled("X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), MALFORMED),
            attack("a coding behind a bare return", smuggled("X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), MALFORMED),
            attack("a coding in HTTP/1.0", head("POST " + LOGIN + " HTTP/1.0", "Transfer-Encoding: chunked", "", "0"), MALFORMED),
            attack("two lengths that differ", length("0\r\nContent-Length: 4"), MALFORMED),
            attack("two lengths that do not", length("4\r\nContent-Length: 4"), MALFORMED),
            attack("a list of lengths", length("4, 4"), MALFORMED),
            attack("a length below zero", length("-1"), MALFORMED),
            attack("a length with a plus", length("+4"), MALFORMED),
            attack("a length in hexadecimals", length("0x4"), MALFORMED),
            attack("a length with a fraction", length("4.0"), MALFORMED),
            attack("a length in other digits", length("\u00b2"), MALFORMED),
            attack("a length of nothing", length(""), MALFORMED),
            attack("a length beyond 64 bits", length("18446744073709551616"), MALFORMED),
            attack("a length of gigabytes", length("99999999999"), TOO_LARGE),
            attack("a length longer than the body", raw("POST " + LOGIN + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcd"), TOO_LATE),
            attack("a request within a body", nested(), NOBODY),
            attack("a chunk of a size with a plus", chunked("+4\r\nabcd\r\n0\r\n\r\n"), MALFORMED),
            attack("a chunk of a size below zero", chunked("-4\r\nabcd\r\n0\r\n\r\n"), MALFORMED),
            attack("a chunk of a size with 0x", chunked("0x4\r\nabcd\r\n0\r\n\r\n"), MALFORMED),
            attack("a chunk of a size behind a blank", chunked(" 4\r\nabcd\r\n0\r\n\r\n"), MALFORMED),
            attack("a chunk of a size of nine digits", chunked("000000004\r\nabcd\r\n0\r\n\r\n"), MALFORMED),
            attack("a chunk of 4 gigabytes", chunked("ffffffff\r\nabcd"), TOO_LARGE),
            attack("a chunk longer than its size", chunked("4\r\nabcdef\r\n0\r\n\r\n"), MALFORMED),
            attack("a chunk that ends in a bare line feed", chunked("4\nabcd\r\n0\r\n\r\n"), MALFORMED),
            attack("an extension with a line feed", chunked("4;a\nb\r\nabcd\r\n0\r\n\r\n"), MALFORMED),
            attack("an extension of 200 bytes", chunked("4;" + "a".repeat(200) + "\r\nabcd\r\n0\r\n\r\n"), MALFORMED),
            attack("a trailer that is a header", chunked("0\r\nAuthorization: Bearer x\r\n\r\n"), MALFORMED),
            attack("65 KB of extensions", chunked(("1;" + "a".repeat(120) + "\r\nx\r\n").repeat(600) + "0\r\n\r\n"), TOO_LARGE));
    }

    private List<Attack> heads() {
        return List.of(
            attack("no Host", head("GET / HTTP/1.1"), MALFORMED),
            attack("two Hosts", head("GET / HTTP/1.1", "Host: localhost", "Host: evil.example"), MALFORMED),
            attack("a Host with a user", head("GET / HTTP/1.1", "Host: localhost@evil.example"), MALFORMED),
            attack("a Host with a path", head("GET / HTTP/1.1", "Host: localhost/evil"), MALFORMED),
            attack("a Host that is a script", head("GET / HTTP/1.1", "Host: <script>"), MALFORMED.hiding("script")),
            attack("a Host unlike the absolute address", head("GET http://evil.example/ HTTP/1.1", "Host: localhost"), MALFORMED),
            attack("a zero byte in a header", head("GET / HTTP/1.1", "Host: localhost", "X: a\0b"), MALFORMED),
            attack("a zero byte in a header's name", head("GET / HTTP/1.1", "Host: localhost", "X\0: a"), MALFORMED),
            attack("a header without a name", head("GET / HTTP/1.1", "Host: localhost", ": a"), MALFORMED),
            attack("a header without a colon", head("GET / HTTP/1.1", "Host: localhost", "X"), MALFORMED),
            attack("a blank before the first header", head("GET / HTTP/1.1", " Host: localhost"), MALFORMED),
            attack("only line feeds", raw("GET / HTTP/1.1\nHost: localhost\n\n"), MALFORMED),
            attack("a line break in the address", raw("GET /\r\nX: y HTTP/1.1\r\nHost: localhost\r\n\r\n"), MALFORMED),
            attack("a blank in the address", raw("GET / x HTTP/1.1\r\nHost: localhost\r\n\r\n"), MALFORMED),
            attack("HTTP/0.9", raw("GET /\r\n\r\n"), MALFORMED),
            attack("HTTP/1.2", raw("GET / HTTP/1.2\r\nHost: localhost\r\n\r\n"), MALFORMED),
            attack("HTTP/2 without asking", raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), MALFORMED),
            attack("HTTP/2 by Upgrade is passed over", get(PROFILE).header("Upgrade", "h2c"), NOBODY),
            attack("a WebSocket is passed over", get(PROFILE).header("Upgrade", "websocket"), NOBODY),
            attack("TLS on a port without", raw("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003"), MALFORMED),
            attack("another protocol", raw("EHLO evil.example\r\n\r\n"), MALFORMED),
            attack("an expectation of miracles", get(PROFILE).header("Expect", "miracles"), MALFORMED),
            attack("a target of 17 KB", get("/" + "a".repeat(17_000)), refused(414, "target-too-long")),
            attack("a header of 17 KB", get(PROFILE).header("X", "a".repeat(17_000)), MANY_HEADERS),
            attack("70 headers", raw("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: a\r\n".repeat(70) + "\r\n"), MANY_HEADERS),
            attack("a head that never ends", raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: a"), TOO_LATE));
    }

    private List<Attack> writes() {
        String mine = "{'full_name':'Gil'}";
        String all = "{'theme':'dark','locale':'en','timezone':'UTC','notifications':"
                + "{'email':true,'push':true,'sms':true,'digest':'never'}}";
        Sent keyed = patch(PROFILE, mine).header(KEY, "of-gil").by(gil);
        return List.of(
            attack("a whole without If-Match", put(SETTINGS, all).by(gil), refused(428, "precondition-required")),
            attack("a stale If-Match", patch(PROFILE, mine).header(CONDITION, "\"999\"").by(gil), STALE),
            attack("a weak If-Match", patch(PROFILE, mine).header(CONDITION, "W/\"1\"").by(gil), STALE),
            attack("an If-Match of version 0", patch(PROFILE, mine).header(CONDITION, "\"0\"").by(gil), STALE),
            attack("an If-Match below zero", patch(PROFILE, mine).header(CONDITION, "\"-1\"").by(gil), STALE),
            attack("an If-Match beyond 64 bits", patch(PROFILE, mine).header(CONDITION, "\"18446744073709551617\"").by(gil), STALE),
            attack("an If-Match without quotes", patch(PROFILE, mine).header(CONDITION, "1").by(gil), MALFORMED),
            attack("an If-Match of several", patch(PROFILE, mine).header(CONDITION, "\"1\", \"2\"").by(gil), MALFORMED),
            attack("two If-Match", patch(PROFILE, mine).header(CONDITION, "\"1\"").header(CONDITION, "*").by(gil), MALFORMED),
            attack("an If-None-Match for a write", patch(PROFILE, mine).header("If-None-Match", "*").by(gil), MALFORMED),
            attack("a key of 65 characters", patch(PROFILE, mine).header(KEY, "k".repeat(65)).by(gil), MALFORMED),
            attack("an empty key", patch(PROFILE, mine).header(KEY, "").by(gil), MALFORMED),
            attack("a key beyond ASCII", patch(PROFILE, mine).header(KEY, "\u00e9").by(gil), MALFORMED),
            attack("two keys", keyed.header(KEY, "other"), MALFORMED),
            attack("a key again with another body", keyed.body("{\"full_name\":\"Mal\"}"), KEY_REUSED).after(keyed),
            attack("a key again on another resource", patch(SETTINGS, "{}").header(KEY, "of-gil").by(gil), KEY_REUSED).after(keyed),
            attack("a key of another user is one's own", patch(PROFILE, "{}").header(KEY, "of-gil").by(target.tokenOf("bob")), answered(200).telling("'username':'bob'").hiding("Gil")),
            attack("__proto__", patch(PROFILE, "{'__proto__':{'role':'admin'}}").by(gil), unknown("/__proto__")),
            attack("__proto__ within", patch(SETTINGS, "{'notifications':{'__proto__':{'email':true}}}").by(gil), unknown("/notifications/__proto__")),
            attack("constructor", patch(PROFILE, "{'constructor':{'prototype':{'role':'admin'}}}").by(gil), unknown("/constructor")),
            attack("a patch of JSON Patch", patch(PROFILE, "[{'op':'replace','path':'/role','value':'admin'}]").with("Content-Type", "application/json-patch+json").by(gil), WRONG_TYPE.with("Accept-Patch", MERGE + ", application/json")),
            attack("a patch of JSON Patch, said to be a merge patch", patch(PROFILE, "[{'op':'remove','path':'/role'}]").by(gil), NO_OBJECT),
            attack("a patch that is null", patch(PROFILE, "null").by(gil), refused(422, "invalid-value")),
            attack("a name removed", patch(PROFILE, "{'full_name':null}").by(gil), invalid("/full_name", "cannot be removed")),
            attack("a name that is a list", patch(PROFILE, "{'full_name':['Gil']}").by(gil), invalid("/full_name", "must be a text")),
            attack("a name of half a character", patch(PROFILE, "{'full_name':'\\ud800'}").by(gil), invalid("/full_name")),
            attack("a name with a zero byte", patch(PROFILE, "{'full_name':'Gil\\u0000'}").by(gil), invalid("/full_name")),
            attack("a name with a line break", patch(PROFILE, "{'full_name':'Gil\\nINFO'}").by(gil), invalid("/full_name")),
            attack("a time zone that is a path", patch(SETTINGS, "{'timezone':'../../../etc/passwd'}").by(gil), invalid("/timezone")),
            attack("a locale that is a path", patch(SETTINGS, "{'locale':'../../x'}").by(gil), invalid("/locale")),
            attack("settings half given", put(SETTINGS, "{'theme':'dark'}").header(CONDITION, "*").by(gil), missing("/locale")));
    }
    // spotless:on

    private Sent from(String origin) {
        return get(PROFILE).by(token).header("Origin", origin);
    }

    private String id() {
        return Long.toString(target.id("ann"));
    }

    /** Ann's id in other digits. */
    private String digits(int zero) {
        StringBuilder digits = new StringBuilder();
        id().chars().forEach(c -> digits.appendCodePoint(c - '0' + zero));
        return digits.toString();
    }

    private String modulo() {
        return BigInteger.ONE.shiftLeft(64).add(new BigInteger(id())).toString();
    }
}
