package io.twinpath.persistence.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void no_outgoing_connection_is_given_it() throws IOException {
        String outgoing = Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))
                .get(0);
        assertThat(FreePort.any()).isLessThan(Integer.parseInt(outgoing.split("\\s+")[0]));
    }

    @Test
    void another_one_is_given_each_time_and_none_that_is_taken() throws IOException {
        int first = FreePort.any();
        try (ServerSocket taken = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePort.any()).isNotEqualTo(first).isNotEqualTo(taken.getLocalPort());
        }
    }
}
