package io.braid.radius.policy;

import io.braid.radius.packet.StandardDictionary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.tinyradius.core.attribute.AttributeTemplate;
import org.tinyradius.core.dictionary.Dictionary;
import org.tinyradius.core.dictionary.Vendor;
import org.tinyradius.core.dictionary.WritableDictionary;

/**
 * The attributes of the RFCs and Braid's own, which are read from the file that servers include, {@code dictionary.braid}.
 * Own ones are kept as octets: {@link io.braid.radius.packet.Attributes} reads them by the type that is asked for.
 */
public final class VendorDictionary {
    private static final String FILE = "dictionary.braid";
    private static final String NAME = "Braid";

    private VendorDictionary() {}

    /**
     * A dictionary.
     *
     * @param vendor the number of Braid's own attributes: a Private Enterprise Number
     */
    public static Dictionary of(int vendor) {
        WritableDictionary dictionary = StandardDictionary.create();
        dictionary.addVendor(new Vendor(vendor, NAME, 1, 1));
        text().lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[0].equals("ATTRIBUTE") && words[2].indexOf('.') < 0)
                .forEach(words -> dictionary.addAttributeTemplate(
                        new AttributeTemplate(vendor, Integer.parseInt(words[2]), words[1], "octets")));
        return dictionary;
    }

    private static String text() {
        try (InputStream file = VendorDictionary.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
