package io.twinpath.application.coalesce;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A port that keeps everything it is asked, to be answered when the test says so; negative keys are of nobody. */
final class Questions {
    final List<Question<?>> asked = new CopyOnWriteArrayList<>();

    /** @param single whether it was asked for one key */
    record Question<A>(
            Set<Integer> keys, boolean single, CompletableFuture<A> answer, Function<Set<Integer>, A> truth) {
        void answered() {
            answer.complete(truth.apply(keys));
        }

        void failed(Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }

    CompletionStage<Optional<String>> one(int key) {
        return keep(new Question<>(Set.of(key), true, new CompletableFuture<>(), keys -> truth(key)));
    }

    CompletionStage<Map<Integer, String>> many(Set<Integer> keys) {
        return keep(new Question<>(Set.copyOf(keys), false, new CompletableFuture<>(), Questions::truth));
    }

    private <A> CompletionStage<A> keep(Question<A> question) {
        asked.add(question);
        return question.answer();
    }

    Question<?> get(int number) {
        return asked.get(number);
    }

    /** Of each question, in the order in which they were asked. */
    List<Set<Integer>> keys() {
        return asked.stream().<Set<Integer>>map(Question::keys).toList();
    }

    static Optional<String> truth(int key) {
        return key < 0 ? Optional.empty() : Optional.of("the row of " + key);
    }

    static Map<Integer, String> truth(Set<Integer> keys) {
        return keys.stream()
                .filter(key -> key >= 0)
                .collect(toMap(key -> key, key -> truth(key).orElseThrow()));
    }
}
