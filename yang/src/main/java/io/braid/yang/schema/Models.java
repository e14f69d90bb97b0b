package io.braid.yang.schema;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.spi.source.URLYangTextSource;
import org.opendaylight.yangtools.yang.parser.api.YangParser;
import org.opendaylight.yangtools.yang.parser.api.YangParserException;
import org.opendaylight.yangtools.yang.parser.api.YangParserFactory;

/** Reads YANG modules. */
public final class Models {
    /** Every module of the product, as {@code name@revision}; each is a resource {@code META-INF/yang/….yang}. */
    public static final List<String> MODULES = List.of(
            "ietf-yang-types@2013-07-15",
            "ietf-inet-types@2013-07-15",
            "ietf-netconf@2011-06-01",
            "ietf-netconf-with-defaults@2011-06-01",
            "ietf-netconf-monitoring@2010-10-04",
            "notifications@2008-07-14",
            "nc-notifications@2008-07-14",
            "ietf-netconf-notifications@2012-02-06",
            "ietf-netconf-acm@2018-02-14",
            "ietf-datastores@2018-02-14",
            "ietf-yang-library@2019-01-04",
            "braid-notifications@2026-11-24",
            "braid-types@2026-11-23",
            "iana-crypt-hash@2014-08-06",
            "braid-mcp@2026-11-23",
            "braid-subscriber@2026-11-25",
            "braid-system@2026-11-23",
            "braid-radius@2026-11-25",
            "braid-acl@2026-11-25",
            "braid-trace@2026-11-24",
            "braid-configuration@2026-11-24");

    private Models() {}

    /** The product's modules; read at the first call, which takes about a second of processor time. */
    public static Schema braid() {
        return Braid.SCHEMA;
    }

    /**
     * Reads modules.
     *
     * @param modules their texts; file names have the form {@code name@revision.yang}
     * @throws ModelException if a module is wrong or an import is missing
     */
    public static Schema read(List<URL> modules) {
        try {
            YangParser parser = ServiceLoader.load(YangParserFactory.class).findFirst().orElseThrow().createParser();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (URL module : modules) {
                parser.addSource(new URLYangTextSource(module));
                try (InputStream text = module.openStream()) {
                    digest.update(text.readAllBytes());
                }
            }
            EffectiveModelContext context = parser.buildEffectiveModel();
            return new SchemaBuilder(context).build(HexFormat.of().formatHex(digest.digest()));
        } catch (YangParserException | IOException | NoSuchAlgorithmException e) {
            throw new ModelException("the YANG modules " + modules + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The text of one of {@link #MODULES}.
     *
     * @throws IllegalArgumentException if there is no such module
     */
    public static URL text(String module) {
        URL found = Models.class.getResource("/META-INF/yang/" + module + ".yang");
        if (found == null) {
            throw new IllegalArgumentException("no YANG module " + module);
        }
        return found;
    }

    private static final class Braid {
        static final Schema SCHEMA = read(MODULES.stream().map(Models::text).toList());
    }
}
