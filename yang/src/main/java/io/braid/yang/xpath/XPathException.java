package io.braid.yang.xpath;

/** An expression cannot be evaluated: it asks for what XPath or YANG does not have. */
public final class XPathException extends RuntimeException {
    private static final long serialVersionUID = 1;

    XPathException(String message) {
        super(message);
    }
}
