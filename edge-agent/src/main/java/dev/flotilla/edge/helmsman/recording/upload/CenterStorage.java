package dev.flotilla.edge.helmsman.recording.upload;

import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.stream.v1.PrepareUploadRequest;
import dev.flotilla.proto.stream.v1.PrepareUploadResponse;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks the control center, under the identity that the node has now. For any thread. */
public final class CenterStorage implements Storage, AutoCloseable {
    private static final int DEADLINE_S = 10;

    private final Supplier<Optional<Identity>> identity;
    private @Nullable Identity current;
    private @Nullable UplinkChannel connection;

    public CenterStorage(Supplier<Optional<Identity>> identity) {
        this.identity = identity;
    }

    @Override
    public Answer prepare(ArtifactHash hash, String streamId, String file, long bytes) {
        try {
            Optional<Channel> channel = channel();
            if (channel.isEmpty()) {
                return new Answer.Away("this node is not enrolled");
            }
            PrepareUploadResponse answer = StreamDirectoryGrpc.newBlockingStub(channel.get())
                    .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                    .prepareUpload(PrepareUploadRequest.newBuilder()
                            .setArtifactHash(hash.value())
                            .setStreamId(streamId)
                            .setFile(file)
                            .setSizeBytes(bytes)
                            .build());
            return new Answer.Ready(answer.getObjectKey(), URI.create(answer.getUrl()), answer.getHeadersMap());
        } catch (StatusRuntimeException failure) {
            return answer(failure.getStatus());
        } catch (SSLException unusable) {
            return new Answer.Away("key or certificate cannot be used: " + unusable.getMessage());
        } catch (IllegalArgumentException noAddress) {
            return new Answer.Away("the control center gave an address that is none");
        }
    }

    private static Answer answer(Status status) {
        String why = status.getCode() + (status.getDescription() == null ? "" : ": " + status.getDescription());
        return switch (status.getCode()) {
            case UNIMPLEMENTED, FAILED_PRECONDITION -> new Answer.None(why);
            case NOT_FOUND, INVALID_ARGUMENT -> new Answer.Refused(why);
            default -> new Answer.Away(why);
        };
    }

    private synchronized Optional<Channel> channel() throws SSLException {
        Identity present = identity.get().orElse(null);
        if (connection == null || present == null || !present.equals(current)) {
            close();
            current = present;
            if (present == null) {
                return Optional.empty();
            }
            connection = new UplinkChannel(present, "upload-net");
        }
        return Optional.of(connection.channel());
    }

    @Override
    public synchronized void close() {
        UplinkChannel open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
