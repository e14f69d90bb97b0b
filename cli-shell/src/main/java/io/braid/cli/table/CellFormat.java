package io.braid.cli.table;

import java.util.Locale;
import java.util.Optional;

/** How a value looks in a table, by the units that the model gives it. */
enum CellFormat {
    TEXT,
    /** A number without units that have a form of their own. */
    NUMBER,
    BYTES,
    BITS_PER_SECOND,
    MICROSECONDS,
    MILLISECONDS,
    SECONDS;

    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    static CellFormat of(boolean number, Optional<String> units) {
        if (!number) {
            return TEXT;
        }
        return switch (units.orElse("")) {
            case "bytes" -> BYTES;
            case "bits/second", "bits per second" -> BITS_PER_SECOND;
            case "microseconds" -> MICROSECONDS;
            case "milliseconds" -> MILLISECONDS;
            case "seconds" -> SECONDS;
            default -> NUMBER;
        };
    }

    boolean right() {
        return this != TEXT;
    }

    /** A canonical value as the table shows it. */
    String text(String value) {
        return switch (this) {
            case TEXT, NUMBER -> value;
            case BYTES -> amount(Double.parseDouble(value), "B");
            case BITS_PER_SECOND -> amount(Double.parseDouble(value), "bit/s");
            case MICROSECONDS -> time(Double.parseDouble(value) / 1e6);
            case MILLISECONDS -> time(Double.parseDouble(value) / 1e3);
            case SECONDS -> time(Double.parseDouble(value));
        };
    }

    /** Three digits and a prefix of the SI: 999 B, 1.00 kB, 12.3 MB. */
    private static String amount(double value, String unit) {
        double rest = value;
        int prefix = 0;
        while (rounded(rest) >= 1000 && prefix < DECIMAL.length - 1) {
            rest /= 1000;
            prefix++;
        }
        return (prefix == 0 ? String.format(Locale.ROOT, "%.0f", value) : digits(rest)) + " " + DECIMAL[prefix] + unit;
    }

    /** As it comes out with three digits, so that 999999 is no 1000 k. */
    private static double rounded(double value) {
        return value < 1000 ? Double.parseDouble(digits(value)) : value;
    }

    private static String digits(double value) {
        String form = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, form, value);
    }

    /** 12 µs, 3.40 ms, 850 ms, 12.3 s, 5m 12s, 3h 05m, 2d 03h. */
    private static String time(double seconds) {
        if (seconds == 0) {
            return "0 s";
        }
        if (seconds < 1e-3) {
            return digits(seconds * 1e6) + " µs";
        }
        if (seconds < 0.9995) {
            return digits(seconds * 1e3) + " ms";
        }
        if (seconds < 59.95) {
            return digits(seconds) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < HOUR) {
            return String.format(Locale.ROOT, "%dm %02ds", whole / 60, whole % 60);
        }
        return whole < DAY
                ? String.format(Locale.ROOT, "%dh %02dm", whole / 3600, whole / 60 % 60)
                : String.format(Locale.ROOT, "%dd %02dh", whole / 86_400, whole / 3600 % 24);
    }
}
