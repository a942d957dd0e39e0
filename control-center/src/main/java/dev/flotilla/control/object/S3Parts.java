package dev.flotilla.control.object;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Multipart uploads of S3: CreateMultipartUpload, ListParts, CompleteMultipartUpload, AbortMultipartUpload. */
final class S3Parts {
    private static final int MOST_PAGES = 20;

    private final Asking s3;

    /** Asks about an object. */
    interface Asking {
        HttpResponse<byte[]> ask(
                String method, ObjectKey key, Map<String, String> query, Map<String, String> headers, String body);
    }

    S3Parts(Asking s3) {
        this.s3 = s3;
    }

    String begin(ObjectKey key) {
        var answer = s3.ask("POST", key, Map.of("uploads", ""), Map.of("content-type", ContentType.of(key)), "");
        require(answer.statusCode() == 200, "begin an upload of " + key, answer);
        return texts(answer.body(), "UploadId").stream()
                .findFirst()
                .orElseThrow(() -> new StorageFailed("the storage began no upload of " + key));
    }

    List<StoredPart> list(ObjectKey key, String upload) {
        var parts = new ArrayList<StoredPart>();
        String after = "0";
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = s3.ask("GET", key, Map.of("uploadId", upload, "part-number-marker", after), Map.of(), "");
            if (answer.statusCode() == 404) {
                return List.of();
            }
            require(answer.statusCode() == 200, "list the parts of " + key, answer);
            List<String> numbers = texts(answer.body(), "PartNumber");
            List<String> sizes = texts(answer.body(), "Size");
            List<String> tags = texts(answer.body(), "ETag");
            for (int i = 0; i < numbers.size(); i++) {
                parts.add(new StoredPart(
                        Integer.parseInt(numbers.get(i)),
                        Long.parseLong(sizes.get(i)),
                        tags.get(i).replace("\"", "")));
            }
            boolean isMore = texts(answer.body(), "IsTruncated").contains("true");
            Optional<String> next =
                    texts(answer.body(), "NextPartNumberMarker").stream().findFirst();
            if (!isMore || next.isEmpty()) {
                break;
            }
            after = next.get();
        }
        return parts;
    }

    /** S3 may answer 200 and then say in the body that it failed. */
    void join(ObjectKey key, String upload, List<StoredPart> parts) {
        var body = new StringBuilder("<CompleteMultipartUpload>");
        parts.forEach(part -> body.append(
                "<Part><PartNumber>%d</PartNumber><ETag>\"%s\"</ETag></Part>".formatted(part.number(), part.tag())));
        body.append("</CompleteMultipartUpload>");
        var answer = s3.ask("POST", key, Map.of("uploadId", upload), Map.of(), body.toString());
        boolean isDone =
                answer.statusCode() == 200 && texts(answer.body(), "Code").isEmpty();
        require(isDone, "join the parts of " + key, answer);
    }

    void abandon(ObjectKey key, String upload) {
        var answer = s3.ask("DELETE", key, Map.of("uploadId", upload), Map.of(), "");
        require(answer.statusCode() / 100 == 2 || answer.statusCode() == 404, "abandon the upload of " + key, answer);
    }

    private static void require(boolean isDone, String what, HttpResponse<byte[]> answer) {
        if (!isDone) {
            throw new StorageFailed("cannot %s: the storage answered %d".formatted(what, answer.statusCode()));
        }
    }

    private static List<String> texts(byte[] xml, String element) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var texts = new ArrayList<String>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(element)) {
                    texts.add(reader.getElementText().strip());
                }
            }
            return texts;
        } catch (XMLStreamException e) {
            throw new StorageFailed("the storage's answer cannot be read", e);
        }
    }
}
