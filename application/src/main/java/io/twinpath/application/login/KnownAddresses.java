package io.twinpath.application.login;

/** Where accounts have lately logged in from: the last eight addresses of each of the last 20,000. */
final class KnownAddresses {
    private static final int ACCOUNTS = 20_000;
    private static final int ADDRESSES = 8;

    private final Latest<Key, Latest<Key, Boolean>> accounts = new Latest<>(ACCOUNTS);

    boolean contains(Key account, Key accountThere) {
        Latest<Key, Boolean> addresses = accounts.get(account);
        return addresses != null && addresses.get(accountThere) != null;
    }

    void add(Key account, Key accountThere) {
        accounts.computeIfAbsent(account, unseen -> new Latest<>(ADDRESSES)).put(accountThere, true);
    }
}
