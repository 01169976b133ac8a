package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.login.Password;
import io.twinpath.bootstrap.service.Service;
import io.twinpath.domain.user.User;
import io.twinpath.persistence.async.AsyncPersistence;
import io.twinpath.persistence.sync.SyncPersistence;
import io.twinpath.rest.RestApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever holds a secret prints without it: a log line, an exception or a debugger shows what prints. */
class HiddenSecretsTest {
    private static final String SECRET = "$canary$0123456789abcdef0123456789abcdef";
    private static final Pattern SECRETS = Pattern.compile("(?i).*(password|secret|hash|token|key)");
    private static final Pattern VALUE = Pattern.compile("value|encoded|text");

    /** What stands for all that is no secret; a record with others is made of what it has. */
    private static final Map<Class<?>, Object> SAMPLES = Map.of(
            String.class,
            "sample",
            int.class,
            1,
            long.class,
            1L,
            boolean.class,
            true,
            Duration.class,
            Duration.ofHours(1),
            Instant.class,
            Instant.EPOCH,
            Optional.class,
            Optional.empty(),
            List.class,
            List.of(),
            Map.class,
            Map.of(),
            Path.class,
            Path.of("file"));

    /** Addresses have one at least. */
    private static final List<?> HOSTS = List.of(new DatabaseAddress.Host("localhost", 5432));

    record Planted(String name, String password) {}

    @Test
    void no_record_of_ours_prints_a_secret() {
        List<Class<?>> holders = Stream.of(
                        User.class,
                        Password.class,
                        RestApplication.class,
                        AsyncPersistence.class,
                        SyncPersistence.class,
                        Service.class)
                .flatMap(anchor -> recordsBeside(anchor).stream())
                .filter(HiddenSecretsTest::holdsSecret)
                .toList();
        assertThat(holders)
                .extracting(Class::getSimpleName)
                .contains("PasswordHash", "Password", "DatabaseAddress", "TokenJson", "AccessToken", "LoginJson");
        assertThat(holders).allSatisfy(each -> assertThat(printed(each)).doesNotContain(SECRET));
    }

    @Test
    void one_that_did_would_be_found() {
        assertThat(holdsSecret(Planted.class)).isTrue();
        assertThat(printed(Planted.class)).contains(SECRET, "sample");
    }

    private static boolean holdsSecret(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(component -> isSecret(type, component));
    }

    private static boolean isSecret(Class<?> type, RecordComponent component) {
        boolean named = SECRETS.matcher(component.getName()).matches()
                || (SECRETS.matcher(type.getSimpleName()).matches()
                        && VALUE.matcher(component.getName()).matches());
        return named && component.getType() == String.class;
    }

    private static String printed(Class<?> type) {
        return make(type).toString();
    }

    private static Object make(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(components)
                    .map(each -> isSecret(type, each) ? SECRET : sample(each))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("add a sample for what " + type + " is made of", e);
        }
    }

    private static Object sample(RecordComponent component) {
        Class<?> type = component.getType();
        if (component.getName().equals("hosts")) {
            return HOSTS;
        }
        Object sample = SAMPLES.get(type);
        if (sample != null) {
            return sample;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : make(type);
    }

    /** In its folder of classes, or its jar. */
    private static List<Class<?>> recordsBeside(Class<?> anchor) {
        try {
            URI source =
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path place = Path.of(source);
            if (Files.isDirectory(place)) {
                return records(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return records(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Class<?>> records(Path root) throws IOException {
        List<Class<?>> records = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("io/twinpath/") && file.endsWith(".class"))
                    .filter(file -> !file.endsWith("-info.class"))
                    .map(file -> load(file.substring(0, file.length() - 6).replace('/', '.')))
                    .filter(Class::isRecord)
                    .forEach(records::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return records;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, HiddenSecretsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
