package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    private Path folder;

    private static Configuration of(Map<String, String> environment) {
        return Configuration.load(environment, Optional.empty());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("twinpath.properties"), text);
    }

    private static String refusal(Map<String, String> environment) {
        try {
            return of(environment).toString();
        } catch (ConfigException e) {
            return e.getMessage();
        }
    }

    @Test
    void the_environment_wins_over_the_file_and_the_file_over_the_default() throws IOException {
        Path file = file("http.port=1111\nhttp.host=0.0.0.0\n");
        Configuration configuration = Configuration.load(Map.of("TWINPATH_HTTP_PORT", "2222"), Optional.of(file));
        assertThat(configuration.text(Key.HTTP_PORT)).isEqualTo("2222");
        assertThat(configuration.text(Key.HTTP_HOST)).isEqualTo("0.0.0.0");
        assertThat(configuration.text(Key.TOKEN_LIFETIME)).isEqualTo("1h");
    }

    @Test
    void the_file_may_be_named_by_the_environment() throws IOException {
        assertThat(of(Map.of("TWINPATH_CONFIG", file("http.port=1111").toString()))
                        .text(Key.HTTP_PORT))
                .isEqualTo("1111");
    }

    @ParameterizedTest
    @CsvSource({
        "TWINPATH_HTP_PORT,TWINPATH_HTTP_PORT",
        "TWINPATH_TOKEN_SECRETFILE,TWINPATH_TOKEN_SECRET_FILE",
        "TWINPATH_DATABASE_ASYNC_POOLSIZE,TWINPATH_DATABASE_ASYNC_POOL_SIZE"
    })
    void an_unknown_variable_is_refused_with_the_nearest_known_one(String unknown, String nearest) {
        assertThat(refusal(Map.of(unknown, "x")))
                .isEqualTo("unknown environment variable " + unknown + "; did you mean " + nearest + "?");
    }

    @Test
    void an_unknown_key_in_the_file_is_refused_with_the_nearest_known_one() throws IOException {
        Path file = file("database.sync.pool.sise=3");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Configuration.load(Map.of(), Optional.of(file)))
                .withMessage(
                        "in " + file + ": unknown key database.sync.pool.sise; did you mean database.sync.pool.size?");
    }

    @Test
    void variables_of_others_are_none_of_our_business() {
        assertThat(refusal(Map.of(
                        "PATH",
                        "/bin",
                        "HTTP_PORT",
                        "1",
                        "DATABASE_URL_OF_OTHERS",
                        "2",
                        "TWINPATH_JAVA_OPTS",
                        "-Xmx1g")))
                .isEqualTo("Configuration[]");
    }

    @Test
    void a_secret_may_stand_in_a_file_of_its_own() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t\n");
        assertThat(of(Map.of("TWINPATH_TOKEN_SECRET_FILE", secret.toString())).text(Key.TOKEN_SECRET))
                .isEqualTo("s3cr3t");
        Path file = file("token.secret.file=" + secret);
        assertThat(Configuration.load(Map.of(), Optional.of(file)).text(Key.TOKEN_SECRET))
                .isEqualTo("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a b ", "\t", "a\n"})
    void a_secret_in_a_file_is_all_but_its_final_line_break(String secret) throws IOException {
        for (String end : new String[] {"\n", "\r\n"}) {
            Path file = Files.writeString(folder.resolve("secret"), secret + end);
            assertThat(of(Map.of("TWINPATH_DATABASE_SYNC_PASSWORD_FILE", file.toString()))
                            .text(Key.DATABASE_SYNC_PASSWORD))
                    .isEqualTo(secret);
        }
    }

    @Test
    void a_secret_is_the_same_wherever_it_stands() throws IOException {
        Configuration configuration = Configuration.load(
                Map.of("TWINPATH_DATABASE_SYNC_PASSWORD", " a ", "TWINPATH_HTTP_PORT", " 1 "),
                Optional.of(file("database.async.password=b \n")));
        assertThat(configuration.text(Key.DATABASE_SYNC_PASSWORD)).isEqualTo(" a ");
        assertThat(configuration.text(Key.DATABASE_ASYNC_PASSWORD)).isEqualTo("b ");
        assertThat(configuration.text(Key.HTTP_PORT)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TWINPATH_CONFIG", "DATABASE_URL_FILE", "TWINPATH_TOKEN_SECRET_FILE"})
    void a_file_whose_name_cannot_be_one_is_refused_by_its_key(String variable) {
        assertThat(refusal(Map.of(variable, "a\0b")))
                .isEqualTo(variable + " is no name of a file here; the locale (LC_ALL, LANG) must have all of its"
                        + " characters");
        assertThat(refusal(Map.of(variable, "\ud800"))).startsWith(variable + " is no name of a file here");
        assertThat(refusal(Map.of(variable, "postgresql://ann:secret@db/app")))
                .isEqualTo(variable + " is a URL; write the name of a file");
    }

    @Test
    void a_key_in_the_file_may_name_no_such_file_either() throws IOException {
        Path file = file("token.secret.file=a\\u0000b");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Configuration.load(Map.of(), Optional.of(file)))
                .withMessageStartingWith("token.secret.file is no name of a file here");
    }

    @Test
    void a_secret_file_that_is_no_text_is_named() throws IOException {
        Path file = Files.write(folder.resolve("secret"), new byte[] {(byte) 0xff});
        assertThat(refusal(Map.of("TWINPATH_TOKEN_SECRET_FILE", file.toString())))
                .isEqualTo("cannot read the file " + file + " that TWINPATH_TOKEN_SECRET_FILE names");
    }

    @Test
    void a_secret_and_its_file_are_one_too_many() {
        assertThat(refusal(Map.of("TWINPATH_TOKEN_SECRET", "a", "TWINPATH_TOKEN_SECRET_FILE", "b")))
                .isEqualTo("both TWINPATH_TOKEN_SECRET and TWINPATH_TOKEN_SECRET_FILE are set; set one");
    }

    @Test
    void a_secret_file_that_is_not_there_is_named() {
        assertThat(refusal(Map.of("DATABASE_URL_FILE", "/nowhere/url")))
                .isEqualTo("cannot read the file /nowhere/url that DATABASE_URL_FILE names");
    }

    @Test
    void only_secrets_have_files() {
        assertThat(refusal(Map.of("TWINPATH_HTTP_PORT_FILE", "x")))
                .startsWith("unknown environment variable TWINPATH_HTTP_PORT_FILE");
    }

    @Test
    void a_configuration_file_that_cannot_be_read_is_named() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Configuration.load(Map.of(), Optional.of(folder.resolve("missing"))))
                .withMessageStartingWith("cannot read the configuration file " + folder.resolve("missing"));
    }

    @Test
    void a_secret_is_never_printed() {
        assertThat(of(Map.of("TWINPATH_TOKEN_SECRET", "s3cr3t", "DATABASE_URL", "postgresql://u:pw@h/d"))
                        .toString())
                .contains("token.secret=(hidden)", "database.url=(hidden)")
                .doesNotContain("s3cr3t", "pw");
    }

    @Test
    void what_is_needed_and_not_set_is_named_with_its_meaning() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of(Map.of()).text(Key.DATABASE_URL))
                .withMessageStartingWith("DATABASE_URL is not set: postgresql://user:password@host:port/database")
                .withMessageEndingWith("(or DATABASE_URL_FILE)");
    }

    @ParameterizedTest
    @CsvSource({"150ms,150", "2s,2000", "5m,300000", "1h,3600000", "7d,604800000"})
    void a_duration_has_a_unit(String raw, long millis) {
        assertThat(of(Map.of("TWINPATH_TOKEN_LIFETIME", raw)).duration(Key.TOKEN_LIFETIME))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0s", "-1s", "1.5s", "1 s", "1w", "99999999999s"})
    void a_duration_of_another_form_is_refused(String raw) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of(Map.of("TWINPATH_TOKEN_LIFETIME", raw)).duration(Key.TOKEN_LIFETIME))
                .withMessage(
                        "TWINPATH_TOKEN_LIFETIME must be a whole number above 0 with a unit, such as 150ms, 2s, 5m,"
                                + " 1h or 7d, not '" + raw + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "65536", "99999999999"})
    void a_number_out_of_range_is_refused(String raw) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of(Map.of("TWINPATH_HTTP_PORT", raw)).integer(Key.HTTP_PORT, 0, 65535))
                .withMessage("TWINPATH_HTTP_PORT must be a whole number from 0 to 65535, not '" + raw + "'");
    }

    @Test
    void a_truth_is_true_or_false_and_nothing_like_it() {
        assertThat(of(Map.of("TWINPATH_ACCESS_LOG", " true ")).truth(Key.ACCESS_LOG))
                .isTrue();
        assertThat(of(Map.of()).truth(Key.ACCESS_LOG)).isFalse();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of(Map.of("TWINPATH_ACCESS_LOG", "yes")).truth(Key.ACCESS_LOG))
                .withMessage("TWINPATH_ACCESS_LOG must be true or false, not 'yes'");
    }

    @Test
    void what_can_be_switched_is_on_or_off() {
        assertThat(of(Map.of()).isOn(Key.COALESCE)).isTrue();
        assertThat(of(Map.of("TWINPATH_COALESCE", "off")).isOn(Key.COALESCE)).isFalse();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of(Map.of("TWINPATH_COALESCE", "true")).isOn(Key.COALESCE))
                .withMessage("TWINPATH_COALESCE must be on or off, not 'true'");
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void the_sample_file_and_the_table_know_every_key_with_its_default(Key key) throws IOException {
        Properties sample = new Properties();
        String text = Files.readString(Path.of("ops", "twinpath.properties"));
        sample.load(new java.io.StringReader(text.replaceAll("(?m)^#(?=[a-z.]+=)", "")));
        assertThat(sample.getProperty(key.fileName()))
                .isEqualTo(key.defaultValue().orElse(""));
        assertThat(Files.readString(Path.of("ops", "configuration.md")))
                .contains("| `" + key.variable() + "` | "
                        + key.defaultValue().map(d -> "`" + d + "`").orElse("-") + " | " + key.meaning() + " |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"systemd/twinpath.service", "container/Containerfile", "deployment.md"})
    void what_is_deployed_is_configured_by_keys_that_are_there(String file) throws IOException {
        assertThat(Pattern.compile("\\b(?:TWINPATH_(?!JAVA_)|DATABASE_)\\w+")
                        .matcher(Files.readString(Path.of("ops", file)))
                        .results()
                        .map(MatchResult::group))
                .isNotEmpty()
                .allMatch(name -> Key.find(key ->
                                name.equals(key.variable()) || key.secret() && name.equals(key.variable() + "_FILE"))
                        .isPresent());
    }
}
