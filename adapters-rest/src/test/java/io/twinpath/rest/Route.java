package io.twinpath.rest;

import io.twinpath.application.health.DatabaseHealth;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * A method at a path, as Jersey routes it.
 *
 * @param inFront answered before Jersey, by the health door
 */
record Route(
        String path, String method, boolean authenticated, boolean inFront, Set<String> consumes, Set<String> gives) {
    /** Of every resource that the application registers, and of the door in front of it, in order. */
    static List<Route> all() {
        TreeMap<String, Route> routes = new TreeMap<>();
        RestApplication.of(
                        null,
                        null,
                        null,
                        null,
                        null,
                        TestServer.accepting(KeyRing.of(TestTokens.SECRET)),
                        null,
                        Optional.of(new DatabaseHealth(List.of(), null, null, null)),
                        null,
                        new RequestObservers(List.of()))
                .getInstances()
                .stream()
                .map(Object::getClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> of(Resource.from(type), ""))
                .forEach(route -> routes.merge(route.name(), route, Route::with));
        for (String path : List.of("/health/live", "/health/ready")) {
            Route route = new Route(path, "GET", false, true, Set.of(), Set.of(MediaType.APPLICATION_JSON));
            routes.put(route.name(), route);
        }
        return new ArrayList<>(routes.values());
    }

    /** {@code /api/v1/profile GET}. */
    String name() {
        return path + " " + method;
    }

    boolean isRead() {
        return method.equals("GET");
    }

    boolean hasBody() {
        return !consumes.isEmpty();
    }

    private static Stream<Route> of(Resource resource, String parent) {
        String path = parent + (resource.getPath().startsWith("/") ? "" : "/") + resource.getPath();
        return Stream.concat(
                resource.getResourceMethods().stream().map(method -> of(method, path)),
                resource.getChildResources().stream().flatMap(child -> of(child, path)));
    }

    private static Route of(ResourceMethod method, String path) {
        return new Route(
                path,
                method.getHttpMethod(),
                method.getNameBindings().contains(Authenticated.class),
                false,
                plain(method.getConsumedTypes()),
                plain(method.getProducedTypes()));
    }

    private static Set<String> plain(List<MediaType> types) {
        Set<String> plain = new TreeSet<>();
        types.forEach(type -> plain.add(type.getType() + "/" + type.getSubtype()));
        return plain;
    }

    private Route with(Route other) {
        Set<String> both = new TreeSet<>(gives);
        both.addAll(other.gives);
        return new Route(path, method, authenticated, inFront, consumes, both);
    }
}
