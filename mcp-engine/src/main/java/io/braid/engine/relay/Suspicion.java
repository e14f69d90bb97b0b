package io.braid.engine.relay;

import io.braid.engine.concentrator.Attachment;
import io.braid.engine.verdict.Verdict;

/**
 * A concentrator that could not open a server, which may be the server's fault: it is blamed if the server can be reached
 * past it.
 *
 * @param why what it did
 * @param waitSeconds how long it wants to be left alone, 0 if it did not say so
 */
record Suspicion(Attachment attachment, Verdict.Refuse why, int waitSeconds) {}
