package io.braid.engine.linux.nft;

import com.fasterxml.jackson.core.type.TypeReference;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.ffi.Libnftables;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** nftables of one namespace; used by one thread at a time. */
public final class Nft {
    private final NetNs netNs;
    private MemorySegment context;

    private Nft(NetNs netNs) {
        this.netNs = netNs;
    }

    /** nftables of a namespace. */
    public static Nft in(NetNs netNs) {
        return new Nft(netNs);
    }

    /** What commands led to. */
    private record Said(int status, String output, String error) {
        String complaint() {
            return error.isBlank() ? "status " + status : error.strip().replace('\n', ' ');
        }
    }

    private synchronized Said say(String commands, boolean dry) throws IOException {
        return netNs.call(() -> {
            if (context == null) {
                MemorySegment made = Libnftables.open();
                if (made.equals(MemorySegment.NULL)) {
                    throw new IOException("libnftables gives no context");
                }
                context = made;
            }
            int status = Libnftables.run(context, commands, dry);
            return new Said(status, Libnftables.output(context), Libnftables.error(context));
        });
    }

    /**
     * Runs one transaction: all commands take effect at once, or none does.
     *
     * @throws NftException with nft's own message and the first command that fails
     */
    public void run(List<NftCommand> commands) throws IOException {
        Said said = say(json(commands), false);
        if (said.status() != 0) {
            throw new NftException(said.complaint(), culprit(commands));
        }
    }

    /**
     * What {@code nft list} tells, one map an object, each with its kind as only key ({@code table}, {@code chain},
     * {@code rule}, {@code set}…).
     *
     * @param what for example {@code "set", "inet", "braid", "capable"}
     */
    public List<Map<String, Map<String, Object>>> list(String... what) throws IOException {
        String command = "list " + String.join(" ", what);
        Said said = say(command + "\n", false);
        if (said.status() != 0) {
            throw new NftException(said.complaint(), command);
        }
        Map<String, List<Map<String, Map<String, Object>>>> root =
                NftCommand.MAPPER.readValue(said.output(), new TypeReference<>() {});
        return root.getOrDefault("nftables", List.of()).stream()
                .filter(entry -> !entry.containsKey("metainfo"))
                .toList();
    }

    /** What a counter has seen. */
    public record Counted(long packets, long bytes) {}

    /** The counters of a chain, in the order of its rules. */
    public List<Counted> counters(NftTable table, String chain) throws IOException {
        List<Counted> counters = new ArrayList<>();
        for (Map<String, Map<String, Object>> entry : list("chain", table.family(), table.name(), chain)) {
            if (entry.containsKey("rule") && entry.get("rule").get("expr") instanceof List<?> statements) {
                for (Object statement : statements) {
                    if (statement instanceof Map<?, ?> named
                            && named.get("counter") instanceof Map<?, ?> counted
                            && counted.get("packets") instanceof Number packets
                            && counted.get("bytes") instanceof Number bytes) {
                        counters.add(new Counted(packets.longValue(), bytes.longValue()));
                    }
                }
            }
        }
        return counters;
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
        Said said = say(command + "\n", false);
        if (said.status() != 0) {
            throw new NftException(said.complaint(), command);
        }
    }

    private static String json(List<NftCommand> commands) {
        return NftCommand.write(Map.of("nftables", commands.stream().map(NftCommand::json).toList()));
    }

    /** nft does not say which JSON command it means: the shortest beginning that fails a dry run ends with it. */
    private String culprit(List<NftCommand> commands) throws IOException {
        int good = 0;
        int bad = commands.size();
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            if (say(json(commands.subList(0, middle)), true).status() == 0) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return bad == 0 ? "" : commands.get(bad - 1).toString();
    }
}
