package io.twinpath.application.login;

import io.twinpath.application.login.Allowances.Charge;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines for operators of what is throttled: one a minute for each account and ten for all; no names, which may be passwords. */
final class ThrottleLog {
    private static final Logger log = LoggerFactory.getLogger(LoginThrottle.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Key ALL = new Key(0, 0);

    private final Allowances lines;

    ThrottleLog(LongSupplier nanoTime) {
        this.lines = new Allowances(MINUTE, 1000, nanoTime);
    }

    /**
     * Tells of it, or not.
     *
     * @param account the same in each line of one account, for as long as the process runs
     */
    void throttled(Key account, String from, Duration wait) {
        List<Charge> charges = List.of(Charge.of(account, MINUTE, 1), Charge.of(ALL, MINUTE, 10));
        if (charges.stream().allMatch(each -> lines.waitFor(each).isZero())) {
            charges.forEach(lines::make);
            log.atWarn()
                    .addKeyValue("account", account)
                    .addKeyValue("from", from)
                    .addKeyValue("wait_s", wait.toSeconds())
                    .log("Log-ins of one account are throttled");
        }
    }
}
