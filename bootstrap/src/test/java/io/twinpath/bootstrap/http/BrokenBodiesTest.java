package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenBodiesTest {
    @Path("/breaking-off")
    public static final class BreakingOff {
        @GET
        public StreamingOutput get(@QueryParam("after") int bytes, @QueryParam("io") boolean io) {
            return body -> {
                body.write(new byte[bytes]);
                if (io) {
                    throw new IOException("planted");
                }
                throw new IllegalStateException("planted");
            };
        }
    }

    private final JerseyHandler handler = new JerseyHandler(new ResourceConfig().register(new BreakingOff()));

    @ParameterizedTest
    @CsvSource({"0, false", "10, false", "20000, false", "0, true", "10, true", "20000, true"})
    void an_answer_that_breaks_off_is_a_503_and_never_half_a_200(int bytes, boolean io) {
        List<Answer> answers = new ArrayList<>();
        handler.handle(new Asked("/breaking-off?after=" + bytes + "&io=" + io, answers));
        assertThat(answers.get(0).status()).isEqualTo(503);
        assertThat(answers.get(0).headers()).anyMatch(each -> each.is("Retry-After"));
    }

    private record Asked(String target, List<Answer> answers) implements Exchange {
        @Override
        public Request request() {
            return new Request("GET", target, List.of(), new byte[0], true);
        }

        @Override
        public InetAddress peer() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public long arrived() {
            return System.nanoTime();
        }

        @Override
        public boolean abandoned() {
            return false;
        }

        @Override
        public void answer(Answer answer) {
            answers.add(answer);
        }
    }
}
