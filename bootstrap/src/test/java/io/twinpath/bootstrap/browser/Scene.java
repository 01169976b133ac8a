package io.twinpath.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.function.BiConsumer;

/** A page as it can be met, made ready to be looked at. */
@SuppressWarnings("ImmutableEnumChecker")
enum Scene {
    LOGIN((stage, visit) -> {
        visit.page().navigate(stage.page());
        visit.sees("User name or e-mail address");
    }),
    LOGIN_REFUSED((stage, visit) -> {
        visit.page().navigate(stage.page());
        visit.label("User name or e-mail address").fill("ann");
        visit.label("Password").fill("wrong");
        visit.button("Log in").click();
        visit.sees("The name or the password is not right.");
    }),
    PROFILE((stage, visit) -> {
        visit.logIn("ann");
        visit.sees("Last changed");
    }),
    PROFILE_UNSAVED((stage, visit) -> {
        PROFILE.set.accept(stage, visit);
        visit.label("Full name").fill("Ann Someone");
        visit.open("Settings");
        visit.sees("Leave without saving?");
    }),
    PROFILE_CONFLICT((stage, visit) -> {
        PROFILE.set.accept(stage, visit);
        visit.label("Full name").fill("Ann Other");
        visit.label("E-mail address").fill("nowhere");
        visit.button("Save changes").click();
        visit.sees("That did not work");
        visit.label("E-mail address").fill("ann.other@example.org");
        stage.database()
                .execute("UPDATE users SET full_name = 'Ann Elsewhere', version = version + 1 WHERE username = 'ann'");
        visit.button("Save changes").click();
        visit.sees("Changed somewhere else in the meantime");
    }),
    SETTINGS((stage, visit) -> {
        visit.logIn("ann").open("Settings");
        visit.sees("Time zone");
    }),
    SETTINGS_SEARCH((stage, visit) -> {
        SETTINGS.set.accept(stage, visit);
        visit.label("Time zone").fill("new y");
        visit.sees("America/New York");
    }),
    SETTINGS_WAITING((stage, visit) -> {
        SETTINGS.set.accept(stage, visit);
        visit.page()
                .route(
                        "**/api/v1/settings",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(503)
                                .setHeaders(Map.of("Retry-After", "5", "X-Request-Id", "b7ad6b7169203331"))
                                .setBody("{\"type\":\"/problems/unavailable\"}")));
        visit.page().reload();
        visit.sees("Next try in ");
    }),
    PASSWORD((stage, visit) -> {
        visit.logIn("ann").open("Password");
        visit.sees("New password");
    }),
    STATUS((stage, visit) -> {
        visit.page().navigate(stage.management() + "/");
        visit.sees("Both paths are in use");
        assertThat(visit.page().locator(".plot canvas")).hasCount(3);
    });

    private final BiConsumer<Stage, Visit> set;

    Scene(BiConsumer<Stage, Visit> set) {
        this.set = set;
    }

    void set(Stage stage, Visit visit) {
        stage.reset();
        set.accept(stage, visit);
    }
}
