package io.braid.engine.linux.nft;

import com.fasterxml.jackson.core.type.TypeReference;
import io.braid.engine.linux.ChildProcess;
import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** nftables of one namespace, by the {@code nft} tool. */
public final class Nft {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final NetNs netNs;

    private Nft(NetNs netNs) {
        this.netNs = netNs;
    }

    /** nftables of a namespace. */
    public static Nft in(NetNs netNs) {
        return new Nft(netNs);
    }

    /**
     * Runs one transaction: all commands take effect at once, or none does.
     *
     * @throws NftException with nft's own message and the first command that fails
     */
    public void run(List<NftCommand> commands) throws IOException {
        ChildProcess child = nft(commands, List.of("nft", "-j", "-f", "-"));
        if (child.exit() != 0) {
            throw new NftException(said(child), culprit(commands));
        }
    }

    /**
     * What {@code nft list} tells, one map an object, each with its kind as only key ({@code table}, {@code chain},
     * {@code rule}, {@code set}…).
     *
     * @param what for example {@code "set", "inet", "braid", "capable"}
     */
    public List<Map<String, Map<String, Object>>> list(String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of("nft", "-j", "list"));
        command.addAll(List.of(what));
        ChildProcess child = ChildProcess.run(netNs, LIMIT, "", command);
        if (child.exit() != 0) {
            throw new NftException(said(child), String.join(" ", command));
        }
        Map<String, List<Map<String, Map<String, Object>>>> root =
                NftCommand.MAPPER.readValue(child.output(), new TypeReference<>() {});
        return root.getOrDefault("nftables", List.of()).stream()
                .filter(entry -> !entry.containsKey("metainfo"))
                .toList();
    }

    /** The elements of a named set, as JSON values: texts, numbers, or maps of {@code concat}, {@code prefix}… */
    public List<?> elements(NftTable table, String set) throws IOException {
        for (Map<String, Map<String, Object>> entry : list("set", table.family(), table.name(), set)) {
            if (entry.containsKey("set") && entry.get("set").get("elem") instanceof List<?> elements) {
                return elements;
            }
        }
        return List.of();
    }

    /**
     * Makes a set of MPTCP tokens as they stand in MP_JOIN SYNs (RFC 8684 §3.2), unless it exists. JSON has no word for the
     * type of such elements.
     */
    public void addTokenSet(NftTable table, String set) throws IOException {
        String command = "add set " + table.family() + " " + table.name() + " " + set + " { typeof tcp option @30,32,32; }";
        ChildProcess child = ChildProcess.run(netNs, LIMIT, command + "\n", List.of("nft", "-f", "-"));
        if (child.exit() != 0) {
            throw new NftException(said(child), command);
        }
    }

    private ChildProcess nft(List<NftCommand> commands, List<String> command) throws IOException {
        List<?> json = commands.stream().map(NftCommand::json).toList();
        return ChildProcess.run(netNs, LIMIT, NftCommand.write(Map.of("nftables", json)), command);
    }

    /** nft does not say which JSON command it means: the shortest beginning that fails a dry run ends with it. */
    private String culprit(List<NftCommand> commands) throws IOException {
        int good = 0;
        int bad = commands.size();
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            if (nft(commands.subList(0, middle), List.of("nft", "-c", "-j", "-f", "-")).exit() == 0) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return bad == 0 ? "" : commands.get(bad - 1).toString();
    }

    private static String said(ChildProcess child) {
        String text = child.error().isBlank() ? child.output() : child.error();
        return text.isBlank() ? "exit " + child.exit() : text.strip().replace('\n', ' ');
    }
}
