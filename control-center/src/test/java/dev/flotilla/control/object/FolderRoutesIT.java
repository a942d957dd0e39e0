package dev.flotilla.control.object;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.flotilla.control.PreparedDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class FolderRoutesIT {
    @Inject
    ObjectStorage storage;

    @ConfigProperty(name = "flotilla.data")
    Path data;

    private ObjectKey key;

    @BeforeEach
    void anObject() {
        key = ObjectKey.of("ten_test", "a" + new Random().nextInt(Integer.MAX_VALUE), "clip.mp4");
    }

    @Test
    void givesBackWhatWasPut() {
        byte[] bytes = new byte[5 << 20];
        new Random(1).nextBytes(bytes);
        put(storage.upload(key, bytes.length), bytes).statusCode(201);
        byte[] back = get(storage.download(key))
                .statusCode(200)
                .contentType("video/mp4")
                .header("Access-Control-Allow-Origin", "*")
                .extract()
                .asByteArray();
        assertThat(back).isEqualTo(bytes);
        assertThat(storage.list(ObjectKey.of("ten_test"), 1000)).contains(new StoredObject(key, bytes.length));
        storage.delete(key);
        get(storage.download(key)).statusCode(404).body("code", equalTo("object-not-found"));
    }

    @Test
    void givesRangesAndSaysWhatChanged() {
        put(storage.upload(key, 10), "0123456789".getBytes(StandardCharsets.US_ASCII))
                .statusCode(201);
        SignedAddress address = storage.download(key);
        assertThat(get(address, "Range", "bytes=2-5")
                        .statusCode(206)
                        .header("Content-Range", "bytes 2-5/10")
                        .extract()
                        .asString())
                .isEqualTo("2345");
        get(address, "Range", "bytes=10-").statusCode(416).header("Content-Range", "bytes */10");
        String tag = get(address).extract().header("ETag");
        get(address, "If-None-Match", tag).statusCode(304);
        String head = given().when()
                .head(path(address))
                .then()
                .statusCode(200)
                .extract()
                .header("Content-Length");
        assertThat(head).isEqualTo("10");
        put(storage.upload(key, 3), "new".getBytes(StandardCharsets.US_ASCII)).statusCode(201);
        get(address, "If-None-Match", tag).statusCode(200);
        assertThat(given().header("If-Range", tag)
                        .header("Range", "bytes=1-1")
                        .get(path(address))
                        .asString())
                .isEqualTo("new");
    }

    @Test
    void namesTheFileForABrowser() {
        put(storage.upload(key, 1), new byte[1]).statusCode(201);
        get(storage.download(key, "Größte Szene.mp4"))
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fte%20Szene.mp4");
    }

    @Test
    void takesNothingThatIsNotSignedForThat() {
        SignedAddress upload = storage.upload(key, 100);
        SignedAddress download = storage.download(key);
        put(upload, new byte[10]).statusCode(201);
        for (String changed : List.of(
                path(upload).replace("most=100", "most=1000"),
                path(upload).replace("clip.mp4", "clap.mp4"),
                path(upload).replaceAll("expires=\\d+", "expires=99999999999"),
                path(upload).replaceAll("signature=.", "signature=*"),
                path(upload).replaceAll("&signature=.*", ""),
                path(download).replace("method=GET", "method=PUT"))) {
            given().body(new byte[1])
                    .put(changed)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("code", equalTo("object-not-signed"))
                    .body("detail", not(containsString("signature=")));
        }
        given().body(new byte[1]).put(path(download)).then().statusCode(405);
        get(upload).statusCode(405);
        given().urlEncodingEnabled(false)
                .get("/objects/v1/ten_test/%2e%2e/x")
                .then()
                .statusCode(404);
    }

    @Test
    void takesNoMoreThanWasSigned() {
        put(storage.upload(key, 10), new byte[11]).statusCode(413).body("code", equalTo("object-too-large"));
        get(storage.download(key)).statusCode(404);
    }

    @Test
    void takesNoMoreThanWasSignedWhenTheSizeIsNotSaid() throws IOException {
        String answer = raw(
                path(storage.upload(key, 10)),
                "Transfer-Encoding: chunked\r\n",
                "8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413");
        get(storage.download(key)).statusCode(404);
    }

    @Test
    void keepsNothingOfABodyThatBreaksOff() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream()
                    .write(("PUT " + path(storage.upload(key, 100))
                                    + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n123")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            awaitUnfinished(1);
        }
        awaitUnfinished(0);
        get(storage.download(key)).statusCode(404);
    }

    @Test
    void makesAnObjectOnceWhenAskedSo() {
        RequestSpecification isNew = given().header("If-None-Match", "*").body(new byte[1]);
        isNew.put(path(storage.upload(key, 1))).then().statusCode(201);
        given().header("If-None-Match", "*")
                .body(new byte[1])
                .put(path(storage.upload(key, 1)))
                .then()
                .statusCode(412);
    }

    private void awaitUnfinished(int count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (unfinished() != count) {
            assertThat(System.nanoTime()).as("%d unfinished uploads", count).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private long unfinished() throws IOException {
        Path home = data.resolve("objects").resolve(".unfinished");
        if (!Files.isDirectory(home)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(home)) {
            return files.count();
        }
    }

    private static String raw(String path, String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] answer = new byte[1000];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, length, StandardCharsets.US_ASCII);
        }
    }

    private static ValidatableResponse put(SignedAddress address, byte[] bytes) {
        return given().urlEncodingEnabled(false).body(bytes).put(path(address)).then();
    }

    private static ValidatableResponse get(SignedAddress address) {
        return given().urlEncodingEnabled(false).get(path(address)).then();
    }

    private static ValidatableResponse get(SignedAddress address, String header, String value) {
        return given().urlEncodingEnabled(false)
                .header(header, value)
                .get(path(address))
                .then();
    }

    /** The test's port is another one than the configuration says. */
    private static String path(SignedAddress address) {
        URI url = URI.create(address.url());
        return url.getRawPath() + "?" + url.getRawQuery();
    }
}
