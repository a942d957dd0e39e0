package dev.flotilla.edge.foghorn.control;

import dev.flotilla.proto.foghorn.v1.FoghornControlGrpc;
import dev.flotilla.proto.foghorn.v1.FoghornMessage;
import dev.flotilla.proto.foghorn.v1.HelmsmanMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * Takes the streams of nodes. No {@code BindableService}: for those Quarkus would open a server of its own, without TLS and on
 * all addresses.
 */
final class ControlService implements FoghornControlGrpc.AsyncService {
    private final Attendance attendance;
    private final HelmsmanStream.Handler handler;

    ControlService(Attendance attendance, HelmsmanStream.Handler handler) {
        this.attendance = attendance;
        this.handler = handler;
    }

    @Override
    public StreamObserver<HelmsmanMessage> connect(StreamObserver<FoghornMessage> out) {
        var stream =
                new HelmsmanStream(CallerIdentity.present(), (ServerCallStreamObserver<FoghornMessage>) out, handler);
        stream.open();
        if (!attendance.opened(stream)) {
            stream.end(Status.RESOURCE_EXHAUSTED.withDescription("This Foghorn holds as many streams as it may."));
        }
        return stream;
    }
}
