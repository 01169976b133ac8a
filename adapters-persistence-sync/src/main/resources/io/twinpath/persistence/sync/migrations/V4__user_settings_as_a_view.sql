-- Who reads goes on while the rows are copied; who writes waits.
LOCK TABLE user_settings IN SHARE ROW EXCLUSIVE MODE;
UPDATE users u SET theme = s.theme, locale = s.locale, timezone = s.timezone, notifications = s.notifications,
    settings_version = s.version, settings_updated_at = s.updated_at
FROM user_settings s WHERE s.user_id = u.id;
ALTER TABLE user_settings RENAME TO former_user_settings;

-- The form in which settings are changed and recorded; services of before this migration go on with it, too.
CREATE VIEW user_settings AS
    SELECT id AS user_id, theme, locale, timezone, notifications, settings_version AS version,
        settings_updated_at AS updated_at
    FROM users;

DO $$
DECLARE
    role text;
BEGIN
    FOR role IN SELECT grantee::regrole FROM pg_class, aclexplode(relacl)
            WHERE oid = 'former_user_settings'::regclass AND privilege_type = 'UPDATE' AND grantee <> 0 LOOP
        EXECUTE 'GRANT SELECT, UPDATE ON user_settings TO ' || role;
    END LOOP;
END $$;

DROP TABLE former_user_settings;
