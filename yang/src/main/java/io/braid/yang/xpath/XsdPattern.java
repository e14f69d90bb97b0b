package io.braid.yang.xpath;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions of XML Schema, which YANG uses (RFC 7950 §9.4.5), as Java's. They match whole texts. */
final class XsdPattern {
    /** What begins a name in XML, and what continues it; letters beyond Latin included. */
    private static final String INITIAL = "_:\\p{L}";

    private static final String NAME = INITIAL + ".\\-\\p{N}\\p{M}";

    private XsdPattern() {}

    static Pattern of(String xsd) {
        StringBuilder java = new StringBuilder();
        int inClass = 0;
        for (int i = 0; i < xsd.length(); i++) {
            char c = xsd.charAt(i);
            if (c == '\\' && i + 1 < xsd.length()) {
                i++;
                java.append(escape(xsd, i, inClass > 0));
            } else if (inClass == 0 && (c == '^' || c == '$')) {
                // XML Schema has no anchors: these two are ordinary characters.
                java.append('\\').append(c);
            } else if (inClass > 0 && c == '-' && i + 1 < xsd.length() && xsd.charAt(i + 1) == '[') {
                // Subtraction: [a-z-[aeiou]]. What is taken away may again be negated.
                boolean negated = i + 2 < xsd.length() && xsd.charAt(i + 2) == '^';
                java.append(negated ? "&&[" : "&&[^");
                inClass++;
                i += negated ? 2 : 1;
            } else {
                inClass += c == '[' ? 1 : c == ']' ? -1 : 0;
                java.append(c == '&' && inClass > 0 ? "\\&" : String.valueOf(c));
            }
        }
        try {
            // Blocks are \p{IsGreek} in XML Schema, where Java would read a script.
            return Pattern.compile(java.toString().replaceAll("\\\\([pP])\\{Is", "\\\\$1{In"));
        } catch (PatternSyntaxException e) {
            throw new XPathException("\"" + xsd + "\" is no regular expression: " + e.getDescription());
        }
    }

    private static String escape(String xsd, int at, boolean inClass) {
        return switch (xsd.charAt(at)) {
            case 'i' -> inClass ? INITIAL : "[" + INITIAL + "]";
            case 'I' -> "[^" + INITIAL + "]";
            case 'c' -> inClass ? NAME : "[" + NAME + "]";
            case 'C' -> "[^" + NAME + "]";
            case 'd' -> "\\p{Nd}";
            case 'D' -> "\\P{Nd}";
            default -> "\\" + xsd.charAt(at);
        };
    }
}
