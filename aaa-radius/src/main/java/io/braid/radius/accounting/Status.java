package io.braid.radius.accounting;

/** What a report is about (RFC 2866 §5.1). */
enum Status {
    START(1),
    STOP(2),
    INTERIM_UPDATE(3),
    ACCOUNTING_ON(7),
    ACCOUNTING_OFF(8);

    private final int number;

    Status(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
