package io.twinpath.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the code of an operation does not say of it.
 *
 * @param request what reads its body, or the record it is read into
 * @param sample a body that may be sent as it is
 * @param answer the record that is given
 * @param answerSample one that was
 * @param refusals beside those of every operation of its kind
 */
record Words(
        String id,
        String tag,
        String summary,
        String description,
        Optional<Body> request,
        Object sample,
        Optional<Class<?>> answer,
        Object answerSample,
        Set<Problem> refusals,
        boolean conditional,
        boolean stale,
        boolean keyed) {
    /**
     * A body that is sent.
     *
     * @param whole whether each of its fields is needed
     */
    record Body(String name, Optional<Consumer<JsonNode>> reader, Optional<Class<?>> type, boolean whole) {}

    static Words of(String id, String tag, String summary, String description) {
        return new Words(
                id,
                tag,
                summary,
                description,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                EnumSet.noneOf(Problem.class),
                false,
                false,
                false);
    }

    Words takes(String name, boolean whole, Consumer<JsonNode> reader, Object sample) {
        return with(Optional.of(new Body(name, Optional.of(reader), Optional.empty(), whole)), sample);
    }

    Words takes(String name, Class<?> type, Object sample) {
        return with(Optional.of(new Body(name, Optional.empty(), Optional.of(type), true)), sample);
    }

    Words gives(Class<?> type, Object sample) {
        return new Words(
                id,
                tag,
                summary,
                description,
                request,
                this.sample,
                Optional.of(type),
                sample,
                refusals,
                conditional,
                stale,
                keyed);
    }

    Words refuses(Problem first, Problem... others) {
        Set<Problem> more = EnumSet.of(first, others);
        more.addAll(refusals);
        return new Words(
                id, tag, summary, description, request, sample, answer, answerSample, more, conditional, stale, keyed);
    }

    /** It has an entity tag. */
    Words tagged() {
        return new Words(
                id, tag, summary, description, request, sample, answer, answerSample, refusals, true, stale, keyed);
    }

    /** It may be given again while the database is away. */
    Words orStale() {
        return new Words(
                id,
                tag,
                summary,
                description,
                request,
                sample,
                answer,
                answerSample,
                refusals,
                conditional,
                true,
                keyed);
    }

    /** It takes an Idempotency-Key. */
    Words byKey() {
        return new Words(
                id,
                tag,
                summary,
                description,
                request,
                sample,
                answer,
                answerSample,
                refusals,
                conditional,
                stale,
                true);
    }

    private Words with(Optional<Body> body, Object sent) {
        return new Words(
                id, tag, summary, description, body, sent, answer, answerSample, refusals, conditional, stale, keyed);
    }
}
