CREATE TABLE users (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username           text NOT NULL CONSTRAINT users_username_key UNIQUE
                       CONSTRAINT users_username_form CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
    email              text NOT NULL CONSTRAINT users_email_form CHECK (email LIKE '%_@_%' AND length(email) <= 254),
    full_name          text NOT NULL CONSTRAINT users_full_name_form CHECK (length(full_name) BETWEEN 1 AND 200),
    role               text NOT NULL CONSTRAINT users_role_known CHECK (role IN ('user', 'admin')),
    active             boolean NOT NULL DEFAULT true,
    password_hash      text NOT NULL CONSTRAINT users_password_hash_form CHECK (password_hash LIKE '$%'),
    tokens_valid_after timestamptz NOT NULL DEFAULT 'epoch',
    version            bigint NOT NULL DEFAULT 1 CONSTRAINT users_version_positive CHECK (version > 0),
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now()
);

-- One address is one user's, whatever its case; "C" folds ASCII alone, as the service does.
CREATE UNIQUE INDEX users_email_key ON users (lower(email COLLATE "C"));

CREATE TABLE user_settings (
    user_id       bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    theme         text NOT NULL DEFAULT 'system'
                  CONSTRAINT user_settings_theme_known CHECK (theme IN ('light', 'dark', 'system')),
    locale        text NOT NULL DEFAULT 'en' CONSTRAINT user_settings_locale_form CHECK (length(locale) BETWEEN 2 AND 35),
    timezone      text NOT NULL DEFAULT 'UTC' CONSTRAINT user_settings_timezone_form CHECK (length(timezone) BETWEEN 1 AND 64),
    notifications jsonb NOT NULL DEFAULT '{"email": true, "push": true, "sms": false, "digest": "weekly"}'
                  CONSTRAINT user_settings_notifications_form CHECK ((
                      jsonb_typeof(notifications -> 'email') = 'boolean'
                      AND jsonb_typeof(notifications -> 'push') = 'boolean'
                      AND jsonb_typeof(notifications -> 'sms') = 'boolean'
                      AND notifications ->> 'digest' IN ('never', 'daily', 'weekly')) IS TRUE),
    version       bigint NOT NULL DEFAULT 1 CONSTRAINT user_settings_version_positive CHECK (version > 0),
    updated_at    timestamptz NOT NULL DEFAULT now()
);
