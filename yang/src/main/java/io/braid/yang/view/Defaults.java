package io.braid.yang.view;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The retrieval modes of RFC 6243 §3. */
public enum Defaults {
    /** Every value that is in use. */
    REPORT_ALL,
    /** Every value that is in use; those that nobody set are marked. */
    REPORT_ALL_TAGGED,
    /** Only values that differ from the default of the model. */
    TRIM,
    /** What was set; the server's basic mode. */
    EXPLICIT;

    /** As messages have it, such as {@code report-all}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The mode with this text. */
    public static Optional<Defaults> of(String text) {
        return Stream.of(values()).filter(mode -> mode.text().equals(text)).findFirst();
    }

    boolean reportsAll() {
        return this == REPORT_ALL || this == REPORT_ALL_TAGGED;
    }
}
