package dev.flotilla.edge.uplink;

import com.google.protobuf.ByteString;
import dev.flotilla.edge.uplink.identity.CertificateLife;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.NodeKey;
import dev.flotilla.edge.uplink.identity.Pem;
import dev.flotilla.proto.uplink.v1.RenewCertificateRequest;
import dev.flotilla.proto.uplink.v1.RenewCertificateResponse;
import dev.flotilla.proto.uplink.v1.UplinkGrpc;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Sees to it that one identity gets its next certificate, for a new key, before the present one ends. */
final class Renewal {
    private static final Logger LOG = Logger.getLogger(Renewal.class);
    private static final int DEADLINE_S = 15;

    private final IdentityFolder folder;
    private final Identity identity;
    private final CertificateLife life;
    private final InstantSource clock;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private volatile Instant due;
    private volatile String failure = "";

    /** @param random evenly distributed, from 0 to below 1 */
    Renewal(IdentityFolder folder, Identity identity, InstantSource clock, double random) {
        this.folder = folder;
        this.identity = identity;
        this.life = CertificateLife.of(identity.certificate());
        this.clock = clock;
        this.due = life.due(random);
    }

    /** Why the last attempt failed; empty when none did. */
    String failure() {
        return failure;
    }

    /** Begins an attempt in the background when it is time for one; success shows in the folder. */
    void startWhenDue(Channel channel) {
        if (!clock.instant().isBefore(due) && isRunning.compareAndSet(false, true)) {
            Thread.ofVirtual().name("renewal").start(() -> attempt(channel));
        }
    }

    private void attempt(Channel channel) {
        try {
            NodeKey key = NodeKey.generate();
            RenewCertificateResponse response = UplinkGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                    .renewCertificate(RenewCertificateRequest.newBuilder()
                            .setCertificateRequest(ByteString.copyFrom(key.certificateRequest(identity.nodeName())))
                            .build());
            folder.store(identity.renewed(key.secret(), checked(response, key)));
            failure = "";
            // This identity is over; the stream ends when it sees the new one.
            due = Instant.MAX;
            LOG.infof("certificate renewed for node %s", identity.node());
        } catch (StatusRuntimeException e) {
            failed(CallFailure.words(e.getStatus(), identity.uplink()));
        } catch (GeneralSecurityException | IOException e) {
            failed(String.valueOf(e.getMessage()));
        } finally {
            isRunning.set(false);
        }
    }

    private X509Certificate checked(RenewCertificateResponse response, NodeKey key) throws GeneralSecurityException {
        if (response.getCertificatesCount() == 0) {
            throw new GeneralSecurityException("certificates: missing in the answer");
        }
        X509Certificate renewed = Pem.certificate(response.getCertificates(0).toByteArray());
        renewed.verify(identity.authority().getPublicKey());
        if (!key.belongsTo(renewed)) {
            throw new GeneralSecurityException("certificates: issued for another key");
        }
        if (!CertificateLife.of(renewed).until().isAfter(life.until())) {
            throw new GeneralSecurityException("certificates: the new one does not last longer than the present one");
        }
        return renewed;
    }

    private void failed(String why) {
        failure = why;
        due = clock.instant().plus(life.retry());
        LOG.warnf("certificate of node %s not renewed, next attempt at %s: %s", identity.node(), due, why);
    }
}
