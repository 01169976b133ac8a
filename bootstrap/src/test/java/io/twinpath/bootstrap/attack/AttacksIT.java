package io.twinpath.bootstrap.attack;

import static io.twinpath.bootstrap.attack.Right.answered;
import static io.twinpath.bootstrap.attack.Right.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every attack of the table on the built distribution. */
class AttacksIT {
    private static final int ENOUGH = 80;

    private static Target target;
    private static List<Attack> attacks;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        target = new Target(home, "bob", "carol", "dan", "dora", "eve", "gil", "kim", "mal");
        target.execute("UPDATE users SET active = false WHERE username = 'dan'");
        target.execute("DELETE FROM users WHERE username = 'eve'");
        attacks = new Attacks(target).all();
    }

    /** No attack was a defect, told the log a secret, or wrote a line of its own into it. */
    @AfterAll
    static void stop() {
        target.close();
        assertThat(target.log())
                .contains("Serving on")
                .doesNotContain("\"level\":\"ERROR\"", "Exception", Target.PASSWORD, "eyJ", "all is well");
    }

    @TestFactory
    List<DynamicTest> an_attack_has_the_one_right_answer() {
        return attacks.stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> each.run(target)))
                .toList();
    }

    @Test
    void there_are_enough_attacks_and_no_two_of_one_name() {
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(ENOUGH);
        assertThat(attacks).extracting(Attack::name).doesNotHaveDuplicates();
        assertThat(attacks)
                .extracting(each -> each.sent().door() + " " + each.sent())
                .doesNotHaveDuplicates();
    }

    /** Or the tokens of the table would be refused for another reason than theirs. */
    @Test
    void what_the_attacks_spoil_is_let_in_unspoiled() {
        Sent sound = Sent.get("/api/v1/profile").bearer(target.tokenOf("ann").signed());
        answered(200).telling("\"username\":\"ann\"").check(sound, target.send(sound));
        Sent logIn = Sent.post("/api/v1/auth/login", "{\"login\":\"ann\",\"password\":\"" + Target.PASSWORD + "\"}");
        answered(200).telling("\"access_token\":").check(logIn, target.send(logIn));
    }

    @Test
    void any_other_answer_than_the_right_one_is_red() {
        Sent sent = Sent.get("/api/v1/profile");
        List<Got> answers = target.send(sent);
        refused(401, "unauthorized").check(sent, answers);
        for (Right wrong : List.of(
                answered(200),
                answered(401),
                refused(403, "unauthorized"),
                refused(401, "forbidden"),
                refused(401, "unauthorized").with("WWW-Authenticate", "Basic"),
                refused(401, "unauthorized").without("WWW-Authenticate"),
                refused(401, "unauthorized").telling("ann"),
                refused(401, "unauthorized").hiding("realm"))) {
            assertThatExceptionOfType(AssertionError.class)
                    .as(wrong.toString())
                    .isThrownBy(() -> wrong.check(sent, answers));
        }
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> refused(401, "unauthorized").check(sent, List.of(answers.get(0), answers.get(0))));
    }
}
