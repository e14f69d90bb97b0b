package io.braid.lab.appliance;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an appliance changes in the namespace it runs in, as the tools of an operator tell it.
 *
 * @param answers output by command
 */
public record KernelState(Map<String, String> answers) {
    private static final String SYSCTLS = "sysctl net.mptcp net.ipv4.tcp_fastopen";
    private static final List<String> COMMANDS = List.of(
            SYSCTLS,
            "nft list tables",
            "ip rule",
            "ip -6 rule",
            "ip route show table all",
            "ip -6 route show table all");

    public KernelState {
        answers = new LinkedHashMap<>(answers);
    }

    /** As it is now. */
    public static KernelState of(Host host) throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String command : COMMANDS) {
            answers.put(command, host.run(command.split(" ")));
        }
        return new KernelState(answers);
    }

    /** The same without the sysctls: who was killed cannot tell what they were before. */
    public KernelState withoutSysctls() {
        Map<String, String> fewer = new LinkedHashMap<>(answers);
        fewer.remove(SYSCTLS);
        return new KernelState(fewer);
    }

    /** What differs, for a person; empty when nothing does. */
    public List<String> differences(KernelState other) {
        List<String> all = new ArrayList<>();
        answers.forEach((command, answer) -> {
            if (!Objects.equals(answer, other.answers.get(command))) {
                all.add(command + ": was\n" + answer + "is\n" + other.answers.get(command));
            }
        });
        return all;
    }
}
