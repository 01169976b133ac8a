package io.twinpath.bootstrap.attack;

import static java.util.Collections.nCopies;

import java.util.List;

/**
 * A row of the table.
 *
 * @param name in plain words
 * @param before what is sent ahead of it, and answered whatever it is
 */
record Attack(String name, List<Sent> before, Sent sent, Right right) {
    static Attack attack(String name, Sent sent, Right right) {
        return new Attack(name, List.of(), sent, right);
    }

    Attack after(Sent... others) {
        return new Attack(name, List.of(others), sent, right);
    }

    Attack after(int times, Sent other) {
        return new Attack(name, nCopies(times, other), sent, right);
    }

    /** Fails when it is answered in any other way. */
    void run(Target target) {
        before.forEach(target::send);
        right.check(sent, target.send(sent));
    }
}
