package io.braid.cli.command;

import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.yang.error.DatastoreException;

/** What a line means: something to be done. */
@FunctionalInterface
public interface Command {
    /**
     * Does it.
     *
     * @throws DatastoreException if the datastore refuses
     * @throws Refused if it cannot be done for another reason
     */
    void run(Console console) throws DatastoreException, Refused;
}
