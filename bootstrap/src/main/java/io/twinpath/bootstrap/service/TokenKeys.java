package io.twinpath.bootstrap.service;

import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.TokenKeyFolder;
import io.twinpath.rest.KeyRing;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of the folder as they are now. What cannot be read leaves those from before, and says so once. */
final class TokenKeys implements Supplier<KeyRing> {
    private static final Logger log = LoggerFactory.getLogger(TokenKeys.class);

    private final TokenKeyFolder folder;
    private Map<Path, String> texts;
    private volatile KeyRing keys;
    private String complaint = "";

    /** Fails with {@link ConfigException}. */
    TokenKeys(TokenKeyFolder folder) {
        this.folder = folder;
        this.texts = folder.texts();
        this.keys = KeyRing.of(folder.keys(texts));
    }

    /** Looks for changes every second, on a thread that a slow file system may make wait. */
    TokenKeys watchedOn(ScheduledExecutorService background) {
        background.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    @Override
    public KeyRing get() {
        return keys;
    }

    void look() {
        try {
            Map<Path, String> now = folder.texts();
            if (!now.equals(texts)) {
                keys = KeyRing.of(folder.keys(now));
                texts = now;
                log.info("The keys of access tokens have changed: {}", keys);
            }
            complaint = "";
        } catch (ConfigException e) {
            if (!complaint.equals(e.getMessage())) {
                log.warn("The keys of access tokens stay as they were: {}", e.getMessage());
            }
            complaint = String.valueOf(e.getMessage());
        } catch (RuntimeException e) { // would end the watch
            log.error("The keys of access tokens stay as they were", e);
        }
    }
}
