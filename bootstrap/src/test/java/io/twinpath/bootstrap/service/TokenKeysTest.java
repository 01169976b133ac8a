package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.twinpath.bootstrap.config.TokenKeyFolder;
import io.twinpath.rest.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TokenKeysTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(TokenKeys.class);

    @TempDir
    private Path path;

    private TokenKeyFolder folder;
    private Path first;
    private TokenKeys keys;

    @BeforeEach
    void begin() throws IOException {
        folder = new TokenKeyFolder(path);
        first = folder.add(Clock.systemUTC());
        keys = new TokenKeys(folder);
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void what_has_not_changed_is_not_read_again() {
        KeyRing before = keys.get();
        keys.look();
        assertThat(keys.get()).isSameAs(before);
        assertThat(log.list).isEmpty();
    }

    @Test
    void a_key_that_is_added_signs_and_one_that_is_taken_away_is_gone() throws IOException {
        Path second = folder.add(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(1)));
        keys.look();
        assertThat(keys.get().toString())
                .startsWith("signed with ES256 " + folder.key(second).id())
                .contains(folder.key(first).id());
        String gone = folder.key(first).id();
        Files.delete(first);
        keys.look();
        assertThat(keys.get().toString()).doesNotContain(gone);
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO, Level.INFO);
    }

    @Test
    void what_cannot_be_read_leaves_the_keys_and_says_so_once() throws IOException {
        KeyRing before = keys.get();
        Path broken = Files.writeString(path.resolve("zz.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n");
        keys.look();
        keys.look();
        assertThat(keys.get()).isSameAs(before);
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("stay as they were", broken.toString(), "PKCS #8")
                        .doesNotContain("AAAA"));
        Files.delete(broken);
        Files.delete(first);
        keys.look();
        assertThat(keys.get()).isSameAs(before);
        assertThat(log.list)
                .hasSize(2)
                .last()
                .satisfies(line ->
                        assertThat(line.getFormattedMessage()).contains("no private key", "twinpath key new " + path));
        folder.add(Clock.systemUTC());
        keys.look();
        assertThat(keys.get()).isNotSameAs(before);
        assertThat(log.list).hasSize(3);
    }
}
