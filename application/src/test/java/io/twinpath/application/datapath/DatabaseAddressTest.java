package io.twinpath.application.datapath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.twinpath.application.datapath.DatabaseAddress.Host;
import io.twinpath.application.datapath.Tls.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAddressTest {
    private static DatabaseAddress address(String host, Mode mode) {
        return new DatabaseAddress(host, 5432, "app", "ann", "secret")
                .with(new Tls(mode, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,DISABLE,false",
        "127.0.0.1,PREFER,false",
        "::1,ALLOW,false",
        "0:0:0:0:0:0:0:1,PREFER,false",
        "::ffff:127.0.0.1,PREFER,false",
        "::ffff:10.0.0.1,PREFER,true",
        "2001:db8::1,PREFER,true",
        "cafe:babe,PREFER,true",
        "db.example.org,DISABLE,true",
        "127.example.org,DISABLE,true",
        "10.0.0.1,PREFER,true",
        "db.example.org,REQUIRE,false",
        "db.example.org,VERIFY_FULL,false"
    })
    void plain_text_matters_where_others_can_read_it(String host, Mode mode, boolean matters) {
        assertThat(address(host, mode).mayCrossNetworkInPlainText()).isEqualTo(matters);
    }

    @Test
    void one_host_elsewhere_is_enough() {
        assertThat(address("localhost", Mode.PREFER)
                        .at(List.of(new Host("localhost", 1), new Host("db", 2)))
                        .mayCrossNetworkInPlainText())
                .isTrue();
    }

    @Test
    void hosts_that_are_silent_leave_time_for_the_last() {
        DatabaseAddress three =
                address("a", Mode.PREFER).at(List.of(new Host("a", 1), new Host("b", 1), new Host("c", 1)));
        assertThat(three.connectionTimeout())
                .isGreaterThan(three.connectTimeout().multipliedBy(3));
    }

    @Test
    void it_needs_a_host() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> address("localhost", Mode.PREFER).at(List.of()));
    }
}
