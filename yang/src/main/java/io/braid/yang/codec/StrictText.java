package io.braid.yang.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8, and nothing else. */
final class StrictText {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private StrictText() {}

    /** The text of a stream, without a byte order mark; what is no UTF-8 ends it with {@link CharacterCodingException}. */
    static Reader of(InputStream in) throws IOException {
        PushbackReader text = new PushbackReader(new BufferedReader(new InputStreamReader(
                in, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT))));
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }

    /** Why a text could not be read on. */
    static String reason(IOException e) {
        return switch (e) {
            case BoundedInput.TooLong tooLong -> tooLong.getMessage();
            case CharacterCodingException _ -> "the document is not UTF-8";
            default -> "cannot be read: " + e.getMessage();
        };
    }
}
