package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Gate;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Sends every REST request through the table of permissions, under its method and path. */
class RestGate {
    private final Gate gate;

    RestGate(Gate gate) {
        this.gate = gate;
    }

    @ServerRequestFilter
    void check(ResourceInfo endpoint) {
        gate.check(operationOf(endpoint.getResourceClass(), endpoint.getResourceMethod()));
    }

    /** As it stands in the table, for example {@code POST /auth/v1/login}; the method must be an endpoint. */
    static String operationOf(Class<?> resource, Method endpoint) {
        String path = Stream.of(resource.getAnnotation(Path.class), endpoint.getAnnotation(Path.class))
                .flatMap(Stream::ofNullable)
                .map(Path::value)
                .flatMap(value -> Arrays.stream(value.split("/", -1)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
        return verbOf(endpoint).orElseThrow() + " " + path;
    }

    /** The HTTP method that an annotation of the method stands for; empty when it is no endpoint. */
    static Optional<String> verbOf(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(HttpMethod::value)
                .findFirst();
    }
}
