package dev.flotilla.control.fleet.uplink;

import com.google.protobuf.ByteString;
import dev.flotilla.control.certificate.CertificateRequest;
import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.proto.uplink.v1.CenterMessage;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import dev.flotilla.proto.uplink.v1.RenewCertificateRequest;
import dev.flotilla.proto.uplink.v1.RenewCertificateResponse;
import dev.flotilla.proto.uplink.v1.UplinkGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** The nodes' gRPC service. Nothing here blocks the event loop: work goes to virtual threads. */
@GrpcService
@RegisterInterceptor(CallerIdentity.class)
class UplinkService extends UplinkGrpc.UplinkImplBase {
    private static final Logger LOG = Logger.getLogger(UplinkService.class);

    private final Conversation conversation;
    private final Uplinks uplinks;
    private final Certificates certificates;
    private final Nodes nodes;
    private final Tenancy tenancy;
    private final Executor executor = task -> Thread.ofVirtual().name("uplink").start(task);

    UplinkService(Conversation conversation, Uplinks uplinks, Certificates certificates, Nodes nodes, Tenancy tenancy) {
        this.conversation = conversation;
        this.uplinks = uplinks;
        this.certificates = certificates;
        this.nodes = nodes;
        this.tenancy = tenancy;
    }

    @Override
    public StreamObserver<NodeMessage> connect(StreamObserver<CenterMessage> out) {
        var stream = new NodeStream(
                CallerIdentity.present(),
                (ServerCallStreamObserver<CenterMessage>) out,
                conversation,
                executor,
                Clock.systemUTC());
        stream.open();
        if (!uplinks.opened(stream)) {
            stream.end(Status.RESOURCE_EXHAUSTED.withDescription(
                    "This control center holds as many uplinks as it may, in all or of this node."));
        }
        return stream;
    }

    @Override
    public void renewCertificate(RenewCertificateRequest request, StreamObserver<RenewCertificateResponse> out) {
        NodeIdentity who = CallerIdentity.present();
        executor.execute(() -> {
            try {
                out.onNext(renew(who, request));
                out.onCompleted();
            } catch (StatusRuntimeException e) {
                out.onError(e);
            } catch (RuntimeException e) {
                LOG.errorf(e, "node=%s: its certificate could not be renewed", who.node());
                out.onError(Status.INTERNAL
                        .withDescription("The control center could not renew; its log tells why.")
                        .asRuntimeException());
            }
        });
    }

    private RenewCertificateResponse renew(NodeIdentity who, RenewCertificateRequest request) {
        CertificateRequest key = key(request);
        X509Certificate certificate = tenancy.call(who.tenant(), () -> {
            Revocation.refuse(nodes.lock(who.tenant(), who.node()), who, certificates);
            X509Certificate issued = certificates.issue(who.tenant(), who.node(), key);
            nodes.certificateExpires(
                    who.tenant(), who.node(), issued.getNotAfter().toInstant());
            return issued;
        });
        LOG.infof(
                "certificate renewed node=%s until=%s",
                who.node(), certificate.getNotAfter().toInstant());
        return RenewCertificateResponse.newBuilder()
                .addCertificates(der(certificate))
                .addCertificates(der(certificates.authority().certificate()))
                .build();
    }

    private static CertificateRequest key(RenewCertificateRequest request) {
        try {
            return CertificateRequest.parseDer(request.getCertificateRequest().toByteArray());
        } catch (IllegalArgumentException e) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("certificate_request " + e.getMessage())
                    .asRuntimeException();
        }
    }

    private static ByteString der(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just made cannot be encoded", e);
        }
    }
}
