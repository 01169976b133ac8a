package io.twinpath.bootstrap.faults;

/** What holds of a fault besides what holds of all. */
enum Expectation {
    /** One path stays well: every read is answered with 200. */
    READS_ANSWERED,
    /** And so is every write. */
    WRITES_ANSWERED,
    /** The fault is of the settings alone: whatever is asked of a profile is answered with 200. */
    PROFILES_ANSWERED,
    /** Neither path works: {@code /health/ready} says so within two seconds, and refusals are quick. */
    OUTAGE,
    /** The report says {@code degraded} within ten seconds. */
    FLAGGED,
    /** With one path known to be down, reads are as quick as by the other alone. */
    READS_QUICK,
    /** Connections may end without an answer, or not be made. */
    CONNECTIONS_END,
    /** The service itself ends: what it holds and counts begins anew. */
    RESTARTED,
    /** The requests of the load are not the only ones. */
    UNCOUNTED,
    /** It leaves more lines in the log than a change of state does, for there are many such changes. */
    TALKATIVE,
    /** There is more to do than can be done: answers are late by what they wait for. */
    OVERLOADED,
    /** Nobody sends requests. */
    IDLE
}
