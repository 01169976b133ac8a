package io.twinpath.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People at the page, while all is well and while it is not. */
@Tag("browser")
class BrowserIT {
    private static final String SCRIPT = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";

    @TempDir
    private static Path home;

    private static Stage stage;
    private Visit visit;

    @BeforeAll
    static void begin() {
        stage = new Stage(home);
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @BeforeEach
    void come() {
        stage.reset();
        visit = Visit.of(stage);
    }

    @AfterEach
    void leave() {
        visit.close();
        stage.heal();
    }

    @Test
    void a_user_opens_the_settings_and_refreshes_them_twenty_times() {
        visit.logIn("ann@example.org").open("Settings");
        refresh(20);
        assertAllWasWell();
    }

    @Test
    void a_user_does_not_notice_that_the_async_path_is_killed() {
        visit.logIn("ann").open("Settings");
        refresh(5);
        stage.async().cut();
        refresh(15);
        assertAllWasWell();
    }

    @Test
    void while_both_paths_are_down_the_page_says_so_and_recovers_by_itself() {
        visit.logIn("ann").open("Settings");
        visit.sees("Time zone");
        stage.async().cut();
        stage.sync().cut();
        visit.page().reload();
        visit.sees("Your data cannot be reached at the moment. Nothing is lost.");
        visit.sees("Next try in ");
        assertThat(visit.page().locator(".request-id code")).hasText(Pattern.compile("[0-9a-f]{32}"));
        stage.async().heal();
        stage.sync().heal();
        visit.sees("Time zone");
    }

    @Test
    void what_somebody_wrote_is_only_ever_text() {
        visit.page().onDialog(dialog -> visit.complaints().add("a dialog: " + dialog.message()));
        visit.logIn("bob");
        visit.label("Full name").fill(SCRIPT);
        visit.label("E-mail address").fill("{alert`1`}&'@example.org");
        visit.save();
        visit.page().reload();
        assertThat(visit.label("Full name")).hasValue(SCRIPT);
        visit.label("E-mail address").fill(SCRIPT);
        visit.button("Save changes").click();
        visit.sees("Enter an e-mail address of at most 254 characters");
        visit.button("Discard").click();

        visit.label("Full name").fill(SCRIPT + "mine");
        stage.database()
                .execute(
                        "UPDATE users SET full_name = full_name || 'theirs', version = version + 1 WHERE username = 'bob'");
        visit.button("Save changes").click();
        visit.sees(SCRIPT + "theirs");
        visit.sees(SCRIPT + "mine");

        visit.open("Settings");
        visit.button("Leave without saving").click();
        visit.label("Language and region").fill(SCRIPT);
        visit.label("Time zone").fill(SCRIPT);
        visit.sees("Nothing matches.");
        visit.label("Time zone").press("Tab");
        visit.button("Save changes").click();
        visit.sees("Enter a language tag such as en-GB.");
        assertThat(visit.complaints())
                .filteredOn(each -> !each.contains("Failed to load resource"))
                .isEmpty();
    }

    @Test
    void whoever_was_slower_chooses_between_both_versions() {
        visit.logIn("ann").open("Settings");
        visit.page().getByText("Dark", exact()).click();
        assertThat(visit.page().locator("html")).hasAttribute("data-theme", "dark");
        visit.page().getByText("Never", exact()).click();
        stage.database()
                .execute("UPDATE user_settings SET timezone = 'Asia/Tokyo', theme = 'light', version = version + 1"
                        + " WHERE user_id = (SELECT id FROM users WHERE username = 'ann')");
        visit.button("Save changes").click();
        visit.sees("Changed somewhere else in the meantime");
        assertThat(visit.page().locator(".version-value")).hasCount(6);
        visit.page().locator(".version.one", withText("Dark")).locator("input").check();
        visit.button("Save this choice").click();
        visit.seesSaved();
        assertThat(visit.label("Time zone")).hasValue("Asia/Tokyo");
        assertThat(stage.database()
                        .query("SELECT theme || ' ' || (notifications->>'digest') || ' ' || timezone FROM users"
                                + " WHERE username = 'ann'"))
                .containsExactly("dark never Asia/Tokyo");
    }

    @Test
    void nobody_loses_changes_without_being_asked() {
        visit.logIn("ann");
        visit.label("Full name").fill("Ann Unsaved");
        visit.open("Password");
        visit.sees("Leave without saving?");
        visit.page().keyboard().press("Escape");
        assertThat(visit.label("Full name")).hasValue("Ann Unsaved");
        List<String> asked = new ArrayList<>();
        visit.page().onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.dismiss();
        });
        visit.page().evaluate("() => setTimeout(() => location.reload())");
        visit.page().waitForCondition(() -> asked.equals(List.of("beforeunload")));
        visit.open("Password");
        visit.button("Leave without saving").click();
        visit.sees("Afterwards every other session of yours has ended.");
    }

    @Test
    void the_keyboard_alone_is_enough() {
        Page page = visit.page();
        page.navigate(stage.page());
        visit.label("User name or e-mail address").waitFor();
        until("User name or e-mail address");
        page.keyboard().type("ann");
        until("Password");
        page.keyboard().type(Stage.PASSWORD);
        page.keyboard().press("Enter");
        visit.sees("Your profile");
        assertThat(page.locator("h1")).isFocused();
        page.keyboard().press("Tab");
        visit.label("Full name").waitFor();
        until("Full name");
        page.keyboard().press("Control+A");
        page.keyboard().type("Ann of the Keys");
        page.keyboard().press("Enter");
        visit.seesSaved();
        assertThat(visit.label("Full name")).isFocused();
    }

    @Test
    void the_language_follows_the_browser_the_settings_and_the_switch() {
        visit.close();
        visit = new Visit(stage, new Browser.NewContextOptions().setLocale("de-AT"));
        visit.page().navigate(stage.page());
        visit.sees("Benutzername oder E-Mail-Adresse");
        assertThat(visit.page().locator("html")).hasAttribute("lang", "de");
        visit.button("English (EN)").click();
        visit.logIn("bob").open("Settings");
        visit.label("Language and region").fill("de-AT");
        visit.label("Language and region").press("Tab");
        visit.save();
        visit.close();
        visit = Visit.of(stage);
        visit.page().navigate(stage.page());
        visit.label("User name or e-mail address").fill("bob");
        visit.label("Password").fill(Stage.PASSWORD);
        visit.button("Log in").click();
        visit.sees("Ihr Profil");
    }

    @Test
    void nothing_is_tried_again_before_the_service_wants_it() {
        visit.logIn("ann");
        List<Long> times = new ArrayList<>();
        visit.page().route("**/api/v1/settings", route -> {
            times.add(System.nanoTime());
            if (times.size() == 1) {
                route.fulfill(problem(503, "unavailable", "3"));
            } else {
                route.resume();
            }
        });
        visit.open("Settings");
        visit.sees("Next try in 3 s");
        visit.sees("Time zone");
        assertThat(TimeUnit.NANOSECONDS.toMillis(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(2900);
    }

    @Test
    void a_change_in_doubt_is_sent_again_under_the_same_key() {
        visit.logIn("ann");
        List<Map<String, String>> sent = new ArrayList<>();
        visit.page().route("**/api/v1/profile", patches(route -> {
            sent.add(new HashMap<>(route.request().allHeaders()));
            if (sent.size() == 1) {
                route.fetch(); // it is done, but the answer is lost
                route.fulfill(problem(503, "outcome-unknown", "1"));
            } else {
                route.resume();
            }
        }));
        visit.label("Full name").fill("Ann Once " + System.nanoTime());
        visit.button("Save changes").click();
        visit.sees("We do not know yet whether your change was saved.");
        visit.seesSaved();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).get("idempotency-key")).isEqualTo(sent.get(0).get("idempotency-key"));
        assertThat(sent.get(1).get("if-match")).isEqualTo(sent.get(0).get("if-match"));
    }

    @Test
    void too_many_log_ins_are_told_when_they_may_go_on() {
        visit.page().navigate(stage.page());
        visit.page().route("**/auth/login", route -> route.fulfill(problem(429, "too-many-logins", "2")));
        visit.label("User name or e-mail address").fill("ann");
        visit.label("Password").fill("guess");
        visit.button("Log in").click();
        visit.sees("There were too many attempts to log in.");
        visit.sees("You can try again in ");
        assertThat(visit.button("Log in")).isDisabled();
        assertThat(visit.button("Log in")).isEnabled();
    }

    @Test
    void an_answer_given_again_is_said_to_be_one() {
        visit.logIn("ann");
        visit.page().route("**/api/v1/settings", route -> {
            APIResponse response = route.fetch();
            Map<String, String> headers = new HashMap<>(response.headers());
            headers.put("age", "12");
            headers.put("cache-status", "twinpath; hit; detail=stale-if-error");
            route.fulfill(new Route.FulfillOptions().setResponse(response).setHeaders(headers));
        });
        visit.open("Settings");
        visit.sees("this is what was known 12 s ago");
    }

    @Test
    void an_ended_session_leads_back_to_where_it_ended() {
        visit.logIn("ann").open("Settings");
        visit.sees("Time zone");
        visit.page().evaluate("() => sessionStorage.setItem('twinpath.token', 'none')");
        visit.page().reload();
        visit.sees("Your session has ended.");
        visit.label("User name or e-mail address").fill("ann");
        visit.label("Password").fill("wrong");
        visit.button("Log in").click();
        visit.sees("The name or the password is not right.");
        visit.label("Password").fill(Stage.PASSWORD);
        visit.button("Log in").click();
        visit.sees("Time zone");
        visit.button("Log out").click();
        visit.sees("You are logged out.");
    }

    @Test
    void a_wrong_current_password_is_told_at_its_field() {
        visit.logIn("ann").open("Password");
        visit.label("Current password").fill("not this");
        visit.label("New password").fill("quite another one");
        visit.button("Change password").click();
        visit.sees("This is not your current password.");
        assertThat(visit.label("Current password")).isFocused();
        assertThat(visit.label("Current password")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void operators_see_a_path_go_down_and_come_back() {
        visit.page().navigate(stage.management() + "/");
        visit.sees("Both paths are in use");
        assertThat(visit.page().locator(".plot canvas")).hasCount(3);
        stage.async().cut();
        visit.sees("One path carries everything");
        visit.sees("Not reached");
        stage.async().heal();
        visit.sees("Both paths are in use");
        visit.button("Deutsch (DE)").click();
        visit.sees("Beide Wege sind in Gebrauch");
        assertThat(visit.complaints()).isEmpty();
    }

    private void refresh(int times) {
        for (int i = 0; i < times; i++) {
            visit.page().reload();
            assertThat(visit.label("Time zone")).isVisible();
        }
    }

    private void assertAllWasWell() {
        assertThat(visit.calls()).hasSizeGreaterThan(20).allMatch(each -> each.status() == 200);
        assertThat(visit.complaints()).isEmpty();
    }

    /** On to what is called so, key by key. */
    private void until(String label) {
        for (int i = 0;
                i < 20 && !(Boolean) visit.label(label).evaluate("each => each === document.activeElement");
                i++) {
            visit.page().keyboard().press("Tab");
        }
        assertThat(visit.label(label)).isFocused();
    }

    private static Consumer<Route> patches(Consumer<Route> action) {
        return route -> {
            Request request = route.request();
            if (request.method().equals("PATCH")) {
                action.accept(route);
            } else {
                route.resume();
            }
        };
    }

    private static Route.FulfillOptions problem(int status, String name, String retryAfter) {
        return new Route.FulfillOptions()
                .setStatus(status)
                .setHeaders(Map.of("Content-Type", "application/problem+json", "Retry-After", retryAfter))
                .setBody("{\"type\":\"/problems/" + name + "\",\"request_id\":\"0123456789\"}");
    }

    private static Page.GetByTextOptions exact() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static Page.LocatorOptions withText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
