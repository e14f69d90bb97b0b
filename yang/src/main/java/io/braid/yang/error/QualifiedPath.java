package io.braid.yang.error;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A path as NETCONF's error-path shows it: an XPath expression in which every name has a prefix. The prefixes are names of
 * modules.
 *
 * @param text such as {@code /braid-mcp:mcp/braid-mcp:service[braid-mcp:name='a']}
 * @param modules the prefixes that occur, each to be declared with the namespace of the module
 */
public record QualifiedPath(String text, Set<String> modules) {
    /** The qualified form of a path in which names carry their module only where it changes. */
    public static QualifiedPath of(String path) {
        StringBuilder text = new StringBuilder();
        Set<String> modules = new LinkedHashSet<>();
        String module = "";
        int at = 0;
        while (at < path.length()) {
            char c = path.charAt(at);
            if (c == '\'' || c == '"') {
                int end = Math.max(path.indexOf(c, at + 1), at);
                text.append(path, at, end + 1);
                at = end + 1;
            } else if (c != '/' && c != '[' || at + 1 == path.length() || path.charAt(at + 1) == '.') {
                text.append(c);
                at++;
            } else {
                int end = endOfName(path, at + 1);
                String name = path.substring(at + 1, end);
                int colon = name.indexOf(':');
                String own = colon < 0 ? module : name.substring(0, colon);
                module = c == '/' ? own : module;
                modules.add(own);
                text.append(c).append(own).append(':').append(name.substring(colon + 1));
                at = end;
            }
        }
        return new QualifiedPath(text.toString(), modules);
    }

    private static int endOfName(String path, int from) {
        int end = from;
        while (end < path.length() && "/[]=".indexOf(path.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
