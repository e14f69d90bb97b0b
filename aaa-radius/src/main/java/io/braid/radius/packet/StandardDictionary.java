package io.braid.radius.packet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.tinyradius.core.attribute.AttributeTemplate;
import org.tinyradius.core.dictionary.WritableDictionary;
import org.tinyradius.core.dictionary.parser.DictionaryParser;

/** The attributes of the RFCs: those that tinyradius knows, and those that it lacks. */
public final class StandardDictionary {
    private static final String TINYRADIUS = "org/tinyradius/core/dictionary/default_dictionary";
    private static final int TOP_LEVEL = -1;

    private StandardDictionary() {}

    /** A dictionary of its own for the caller, who may add vendors before others see it. */
    public static WritableDictionary create() {
        try {
            return DictionaryParser.newClasspathParser()
                    .parseDictionary(TINYRADIUS)
                    .addAttributeTemplate(new AttributeTemplate(TOP_LEVEL, 89, "Chargeable-User-Identity", "octets"))
                    .addAttributeTemplate(new AttributeTemplate(TOP_LEVEL, 92, "NAS-Filter-Rule", "octets"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
