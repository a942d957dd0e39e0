package dev.flotilla.control.object;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The answer of S3's ListObjectsV2, of which keys and sizes count. */
final class S3Listing {
    private S3Listing() {}

    static List<StoredObject> read(byte[] xml) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var objects = new ArrayList<StoredObject>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            String key = "";
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Key" -> key = reader.getElementText();
                        case "Size" ->
                            objects.add(new StoredObject(
                                    new ObjectKey(key),
                                    Long.parseLong(reader.getElementText().strip())));
                        default -> {}
                    }
                }
            }
            return objects;
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new StorageFailed("the list of objects cannot be read", e);
        }
    }
}
