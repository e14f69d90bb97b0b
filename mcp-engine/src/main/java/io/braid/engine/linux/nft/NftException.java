package io.braid.engine.linux.nft;

import java.io.IOException;

/** A transaction that nft or the kernel refused; nothing of it holds. */
public final class NftException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String command;

    NftException(String said, String command) {
        super("nft: " + said + (command.isEmpty() ? "" : ": " + command));
        this.command = command;
    }

    /** The first command that fails, as JSON; empty when it is not known. */
    public String command() {
        return command;
    }
}
