package io.twinpath.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** One user at one browser: what they do and see, and what went wrong behind their back. */
final class Visit implements AutoCloseable {
    static final double PATIENCE = 20_000;
    private static final Locator.FilterOptions VISIBLE = new Locator.FilterOptions().setVisible(true);
    private static final String TELL_VIOLATIONS = "addEventListener('securitypolicyviolation',"
            + " e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI))";

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();
    private final List<Response> calls = new ArrayList<>();

    Visit(Stage stage, Browser.NewContextOptions options) {
        this.address = stage.page();
        this.context = stage.browser().newContext(options);
        context.setDefaultTimeout(PATIENCE);
        context.addInitScript(TELL_VIOLATIONS);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onResponse(response -> {
            if (response.url().contains("/api/")) {
                calls.add(response);
            }
        });
    }

    static Visit of(Stage stage) {
        return new Visit(stage, new Browser.NewContextOptions().setLocale("en-GB"));
    }

    Page page() {
        return page;
    }

    /** What no user sees: errors in the console, violations of the page's policy. */
    List<String> complaints() {
        return complaints;
    }

    List<Response> calls() {
        return calls;
    }

    Visit logIn(String user) {
        page.navigate(address + "/");
        label("User name or e-mail address").fill(user);
        label("Password").fill(Stage.PASSWORD);
        button("Log in").click();
        sees("Your profile");
        return this;
    }

    Visit open(String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
        return this;
    }

    Locator label(String text) {
        return page.getByLabel(text, new Page.GetByLabelOptions().setExact(true))
                .and(page.locator("input"));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Waits for it; what is only said to who cannot see does not count. */
    void sees(String text) {
        assertThat(page.locator(".frame, dialog")
                        .getByText(text)
                        .filter(VISIBLE)
                        .first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    void save() {
        button("Save changes").click();
        seesSaved();
    }

    void seesSaved() {
        assertThat(page.locator(".notice.good"))
                .hasText("Saved", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    }

    @Override
    public void close() {
        context.close();
    }
}
