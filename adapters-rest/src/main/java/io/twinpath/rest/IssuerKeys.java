package io.twinpath.rest;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest keys of an issuer, fetched in the background: no request waits for the network. An unknown key has them fetched at
 * once, but not more often than the pace allows; in an outage the latest are good for as long as it says.
 */
final class IssuerKeys {
    private record Latest(Map<String, IssuerKey> keys, long nanoTime) {}

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private final IssuerConfig config;
    private final IssuerMetadata metadata;
    private final ScheduledExecutorService timer;
    private final AtomicLong nextFetch = new AtomicLong(System.nanoTime());
    private volatile Optional<Latest> latest = Optional.empty();
    private volatile boolean fetching;
    private volatile String complaint = "";

    IssuerKeys(IssuerConfig config, ScheduledExecutorService timer) {
        this.config = config;
        this.metadata = new IssuerMetadata(config.issuer(), config.pace().limit());
        this.timer = timer;
    }

    void start() {
        fetchIfAllowed();
        long pause = config.pace().pause().toNanos();
        timer.scheduleWithFixedDelay(this::keepUp, pause, pause, TimeUnit.NANOSECONDS);
    }

    /** Empty when the issuer has no such key for that algorithm; fails with {@link Refusal} while that is not known. */
    Optional<JWSVerifier> verifier(JWSHeader header) {
        String id = header.getKeyID();
        if (id == null) {
            return Optional.empty();
        }
        Optional<Latest> known =
                latest.filter(each -> age(each) <= config.pace().outage().toNanos());
        Optional<IssuerKey> key = known.map(each -> each.keys().get(id));
        if (key.isEmpty() && (fetchIfAllowed() || known.isEmpty())) {
            throw new Refusal(Problem.UNAVAILABLE, List.of());
        }
        return key.flatMap(each -> each.verifier(header));
    }

    /** Whether they are being fetched now. */
    private boolean fetchIfAllowed() {
        long now = System.nanoTime();
        long allowed = nextFetch.get();
        if (!fetching
                && now - allowed >= 0
                && nextFetch.compareAndSet(allowed, now + config.pace().pause().toNanos())) {
            fetching = true;
            timer.execute(this::fetch);
        }
        return fetching;
    }

    private void keepUp() {
        boolean due = latest.map(each -> age(each) >= config.pace().refresh().toNanos())
                .orElse(true);
        if (due || !complaint.isEmpty()) {
            fetchIfAllowed();
        }
    }

    private void fetch() {
        metadata.keys().whenComplete((keys, failure) -> {
            if (failure == null) {
                latest = Optional.of(new Latest(keys, System.nanoTime()));
                if (!complaint.isEmpty()) {
                    log.info("The keys of the token issuer {} are known again", config.issuer());
                }
                complaint = "";
            } else {
                complain(cause(failure));
            }
            fetching = false;
        });
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Once for each cause. */
    private void complain(String cause) {
        if (!cause.equals(complaint)) {
            log.warn(
                    "The keys of the token issuer {} cannot be fetched, and {}: {}",
                    config.issuer(),
                    latest.isPresent() ? "the latest stay in use" : "no token can be verified",
                    cause);
        }
        complaint = cause;
    }

    private static long age(Latest keys) {
        return System.nanoTime() - keys.nanoTime();
    }
}
