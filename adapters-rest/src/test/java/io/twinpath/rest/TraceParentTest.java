package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-b7ad6b7169203331-01",
                "01-" + TRACE + "-b7ad6b7169203331-01",
                "fe-" + TRACE + "-b7ad6b7169203331-00-what-comes-later"
            })
    void a_trace_is_taken_from_a_valid_header(String header) {
        assertThat(TraceParent.traceId(List.of(header))).contains(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                TRACE,
                "00-" + TRACE + "-b7ad6b7169203331",
                "00-" + TRACE + "-b7ad6b7169203331-01-more",
                "00-" + TRACE + "-b7ad6b7169203331-01 ",
                "ff-" + TRACE + "-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + TRACE + "-0000000000000000-01",
                "01-" + TRACE + "-b7ad6b7169203331-01more",
                "01-" + TRACE + "-b7ad6b7169203331-01-a\nb"
            })
    void an_invalid_one_is_none(String header) {
        assertThat(TraceParent.traceId(List.of(header))).isEmpty();
    }

    @Test
    void two_traces_are_none() {
        String header = "00-" + TRACE + "-b7ad6b7169203331-01";
        assertThat(TraceParent.traceId(List.of(header, header))).isEmpty();
    }
}
