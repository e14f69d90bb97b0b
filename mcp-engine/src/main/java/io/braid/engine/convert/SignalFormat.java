package io.braid.engine.convert;

/** The formats in which a client may say where to go (draft S5.2.1-d). */
public enum SignalFormat {
    /** A message of the 0-RTT TCP Convert Protocol. */
    RFC8803,
    /** MP_CONVERT Information Elements, draft-boucadair-mptcp-plain-mode-10 §5.2. */
    MP_CONVERT_IE,
    /** MP_CONVERT in the syntax of a TCP option, draft-boucadair-mptcp-plain-mode-09 and -08. */
    MP_CONVERT_OPTION
}
