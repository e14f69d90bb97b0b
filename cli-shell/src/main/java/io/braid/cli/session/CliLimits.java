package io.braid.cli.session;

/**
 * What a session may ask of the appliance.
 *
 * @param lineMax longest command line, in characters
 * @param historyMax commands that can be called back
 * @param loadMax longest text of a load, in bytes
 * @param choicesMax most words that a completion or help shows
 * @param filesMax most files that a user keeps
 * @param fileMax longest file, in bytes
 */
public record CliLimits(int lineMax, int historyMax, int loadMax, int choicesMax, int filesMax, int fileMax) {
    /** What fits a person. */
    public static final CliLimits DEFAULT =
            new CliLimits(8_192, 500, 64 * 1024 * 1024, 100, 100, 64 * 1024 * 1024);

    public CliLimits {
        if (lineMax < 1 || historyMax < 1 || loadMax < 1 || choicesMax < 1 || filesMax < 1 || fileMax < 1) {
            throw new IllegalArgumentException("limits that allow nothing");
        }
    }
}
