package io.twinpath.rest;

import io.twinpath.application.health.DatabaseHealth;
import io.twinpath.application.login.LoginService;
import io.twinpath.application.login.LogoutService;
import io.twinpath.application.login.PasswordService;
import io.twinpath.application.profile.ProfileService;
import io.twinpath.application.settings.SettingsService;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/** The HTTP API as a Jersey application: finished objects, registered by name; nothing is scanned or discovered. */
public final class RestApplication {
    /** The most that it takes for a body: whoever stands in front of it refuses more. */
    public static final int MAX_BODY_BYTES = 16 * 1024;

    private RestApplication() {}

    /**
     * Takes the finished services.
     *
     * @param tokens accepted; only whoever issues their own has log-in, password and public keys
     * @param publicHealth shown to everyone, redacted, where there is one
     * @param responses asked on the thread that begins a request, gives who writes its answer: at once if it likes, for that
     *     never waits; it must not reject, for each request in progress has one task for it
     * @param observers are told of every request that reaches the application
     */
    public static ResourceConfig of(
            ProfileService profiles,
            SettingsService settings,
            LoginService logins,
            PasswordService passwords,
            LogoutService logouts,
            TokenAuthority tokens,
            CallerRate rate,
            Optional<DatabaseHealth> publicHealth,
            Supplier<Executor> responses,
            RequestObservers observers) {
        ResponseThreads threads = new ResponseThreads(responses);
        ResourceConfig application = new ResourceConfig()
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.RESOURCE_VALIDATION_DISABLE, true) // tests do it
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true) // none has one
                .register(new RequestWatch(observers))
                .register(new RequestParameter(), ValueParamProvider.class)
                .register(new RequestIds())
                .register(new MergePatch())
                .register(new Utf8Bodies())
                .register(new BearerFilter(tokens, rate))
                .register(new ProfileResource(profiles, threads))
                .register(new SettingsResource(settings, threads))
                .register(new LogoutResource(logouts, threads))
                .register(new OpenApiResource())
                .register(new ProblemsResource())
                .register(new FailureMapper())
                .register(new JsonFormat())
                .register(JacksonFeature.withoutExceptionMappers());
        if (tokens instanceof AccessTokens own) {
            application
                    .register(new LoginResource(logins, own, threads))
                    .register(new PasswordResource(passwords, own, threads))
                    .register(new PublicKeysResource(own));
        }
        publicHealth.ifPresent(health -> application.register(new PublicHealthResource(health)));
        return application;
    }
}
