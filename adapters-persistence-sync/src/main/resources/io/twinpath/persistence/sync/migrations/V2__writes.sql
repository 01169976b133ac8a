-- Every write that took effect, for a day: under one id there is one. Rows outlive their user, so no reference to it.
CREATE TABLE write_ledger (
    user_id     bigint NOT NULL,
    write_id    uuid NOT NULL,
    fingerprint text NOT NULL CONSTRAINT write_ledger_fingerprint_form CHECK (length(fingerprint) = 64),
    result      jsonb NOT NULL,
    made_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT write_ledger_key PRIMARY KEY (user_id, write_id)
);

CREATE INDEX write_ledger_made_at ON write_ledger (made_at);

-- Who wrote what about themselves and when: the names of fields, never their values.
CREATE TABLE audit_trail (
    user_id    bigint NOT NULL,
    id         bigint GENERATED ALWAYS AS IDENTITY,
    fields     text[] NOT NULL,
    request_id text NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT audit_trail_key PRIMARY KEY (user_id, id)
);
