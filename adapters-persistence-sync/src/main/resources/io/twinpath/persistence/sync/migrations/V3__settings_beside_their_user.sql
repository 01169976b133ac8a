-- What a user has chosen stands in the user's own row: who looks settings up finds with them what authorises the caller. This
-- one changes the catalogue alone, so nobody waits for it.
ALTER TABLE users
    ADD theme               text NOT NULL DEFAULT 'system',
    ADD locale              text NOT NULL DEFAULT 'en',
    ADD timezone            text NOT NULL DEFAULT 'UTC',
    ADD notifications       jsonb NOT NULL DEFAULT '{"email": true, "push": true, "sms": false, "digest": "weekly"}',
    ADD settings_version    bigint NOT NULL DEFAULT 1,
    ADD settings_updated_at timestamptz NOT NULL DEFAULT now(),
    ADD CONSTRAINT users_theme_known CHECK (theme IN ('light', 'dark', 'system')) NOT VALID,
    ADD CONSTRAINT users_locale_form CHECK (length(locale) BETWEEN 2 AND 35) NOT VALID,
    ADD CONSTRAINT users_timezone_form CHECK (length(timezone) BETWEEN 1 AND 64) NOT VALID,
    ADD CONSTRAINT users_notifications_form CHECK ((
        jsonb_typeof(notifications -> 'email') = 'boolean'
        AND jsonb_typeof(notifications -> 'push') = 'boolean'
        AND jsonb_typeof(notifications -> 'sms') = 'boolean'
        AND notifications ->> 'digest' IN ('never', 'daily', 'weekly')) IS TRUE) NOT VALID,
    ADD CONSTRAINT users_settings_version_positive CHECK (settings_version > 0) NOT VALID;
