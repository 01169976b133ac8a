ALTER TABLE users
    VALIDATE CONSTRAINT users_theme_known,
    VALIDATE CONSTRAINT users_locale_form,
    VALIDATE CONSTRAINT users_timezone_form,
    VALIDATE CONSTRAINT users_notifications_form,
    VALIDATE CONSTRAINT users_settings_version_positive;
