package io.braid.netconf.operation;

import io.braid.netconf.rpc.Answer;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.ModuleInfo;
import java.util.List;
import java.util.Set;

/** get-schema (RFC 6022 §3.1). */
final class GetSchema implements Operation {
    private final SchemaTexts texts;

    GetSchema(SchemaTexts texts) {
        this.texts = texts;
    }

    @Override
    public Answer perform(Caller caller, Element request) throws DatastoreException {
        Params params = new Params(request, Set.of("identifier", "version", "format"));
        String name = params.need("identifier").value();
        String version = params.text("version").orElse("");
        String format = params.text("format").orElse("yang");
        if (!format.equals("yang") && !format.endsWith(":yang")) {
            throw Params.invalid("format", "modules are told in the format yang only, not in " + format);
        }
        List<ModuleInfo> found = texts.modules().stream()
                .filter(module -> module.name().equals(name))
                .filter(module -> version.isEmpty() || module.revision().equals(version))
                .toList();
        if (found.size() > 1) {
            throw new DatastoreException(DataError.protocol(
                            ErrorTag.OPERATION_FAILED, "there are several revisions of " + name + ": name one")
                    .tagged("data-not-unique"));
        }
        String text = found.stream()
                .flatMap(module -> texts.text(module).stream())
                .findFirst()
                .orElse(null);
        if (text == null) {
            throw Params.invalid("identifier", "there is no module " + name + (version.isEmpty() ? "" : "@" + version));
        }
        return out -> out.leaf(Names.MONITORING, "data", text);
    }
}
