package dev.flotilla.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the contracts put on the wire: by what may never change (a field's number, a method's name), that which has to stay as it
 * is (its type, how often it comes). Names of fields are not on the wire, and stand there for people.
 */
final class WireListing {
    private final SortedMap<String, String> lines = new TreeMap<>();
    private final List<Descriptor> messages = new ArrayList<>();
    private final List<EnumDescriptor> enums = new ArrayList<>();

    private WireListing() {}

    /** Of the classes that were compiled from the contracts. */
    static WireListing ofThisVersion() throws IOException, ReflectiveOperationException {
        var listing = new WireListing();
        for (FileDescriptor file : files()) {
            file.getMessageTypes().forEach(listing::message);
            file.getEnumTypes().forEach(listing::enumeration);
            file.getServices().forEach(listing::service);
        }
        return listing;
    }

    /** "message#number" to "type name", with a blank between the words of each. */
    SortedMap<String, String> lines() {
        return lines;
    }

    /** Whether somebody promised never to use the number again. */
    boolean isReserved(String key) {
        String name = key.substring(0, key.indexOf('#'));
        int number = Integer.parseInt(key.substring(key.indexOf('#') + 1));
        return messages.stream().anyMatch(one -> one.getFullName().equals(name) && one.isReservedNumber(number))
                || enums.stream().anyMatch(one -> one.getFullName().equals(name) && one.isReservedNumber(number));
    }

    private void message(Descriptor message) {
        messages.add(message);
        for (FieldDescriptor field : message.getFields()) {
            lines.put(message.getFullName() + "#" + field.getNumber(), type(field) + " " + field.getName());
        }
        message.getNestedTypes().forEach(this::message);
        message.getEnumTypes().forEach(this::enumeration);
    }

    private void enumeration(EnumDescriptor type) {
        enums.add(type);
        type.getValues().forEach(value -> lines.put(type.getFullName() + "#" + value.getNumber(), value.getName()));
    }

    private void service(ServiceDescriptor service) {
        for (MethodDescriptor method : service.getMethods()) {
            lines.put(
                    service.getFullName() + "/" + method.getName(),
                    (method.isClientStreaming() ? "stream-" : "")
                            + method.getInputType().getFullName() + "->"
                            + (method.isServerStreaming() ? "stream-" : "")
                            + method.getOutputType().getFullName());
        }
    }

    private static String type(FieldDescriptor field) {
        String type = switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
        return (field.isMapField() ? "map:" : field.isRepeated() ? "repeated:" : "") + type;
    }

    private static List<FileDescriptor> files() throws IOException, ReflectiveOperationException {
        var found = new ArrayList<FileDescriptor>();
        Path classes;
        try {
            classes = Path.of(dev.flotilla.proto.flow.v1.FlowSpec.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(classes.resolve("dev/flotilla/proto"))) {
            all = walk.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        for (Path file : all) {
            String name = classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
            for (Method method : Class.forName(name).getDeclaredMethods()) {
                if (method.getReturnType() == FileDescriptor.class && Modifier.isStatic(method.getModifiers())) {
                    found.add((FileDescriptor) method.invoke(null));
                }
            }
        }
        return found;
    }
}
