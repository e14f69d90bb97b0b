package io.braid.cli.session;

import java.time.Duration;

/**
 * What the operator of the appliance has set for the command line.
 *
 * @param sessionsMax most sessions at the same time
 * @param idle how long a prompt waits for a person; zero means for ever
 */
public record CliSettings(int sessionsMax, Duration idle) {}
