package io.braid.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.convert.AnswerFuzz;
import io.braid.engine.convert.SignalFuzz;
import io.braid.engine.icmp.IcmpFuzz;
import io.braid.engine.ident.IdentFuzz;
import io.braid.engine.linux.netlink.NetlinkFuzz;
import io.braid.engine.relay.ConversionFuzz;
import io.braid.netconf.frame.FramingFuzz;
import io.braid.netconf.rpc.RequestFuzz;
import io.braid.radius.packet.RadiusFuzz;
import io.braid.yang.codec.DocumentFuzz;
import io.braid.yang.store.StoreFuzz;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every decoder under a coverage-guided fuzzer: about a minute for all of them, or with {@code -Dbraid.full=true} an hour.
 * The corpus in {@code src/test/resources/corpus} is tried first; what was once found stands there by the name of its story.
 *
 * <p>What is stated here of branches is what corpus and run reach; a decoder that grows needs seeds. The rest are branches
 * that no input takes: refusals to construct or write what is wrong, and the other side's half of a file.
 */
class FuzzTest {
    private static final int FULL_SECONDS = 3_600;
    private static final int SECONDS = 24;
    /** Fewer inputs than this, and the target is too slow, or the corpus is not read. */
    private static final int INPUTS_MIN = 200;

    static final List<Target> TARGETS = List.of(
            new Target(
                    "signal",
                    SignalFuzz.class,
                    List.of(),
                    List.of("io.braid.engine.convert"),
                    Map.ofEntries(
                            Map.entry("SignalDecoder.java", 95),
                            Map.entry("InformationElementReader.java", 95),
                            Map.entry("ConvertOptionReader.java", 85),
                            Map.entry("MpConvert.java", 95),
                            Map.entry("MessageCodec.java", 80),
                            Map.entry("TlvCodec.java", 85),
                            Map.entry("TcpOption.java", 80),
                            Map.entry("WireAddress.java", 95),
                            Map.entry("RequestEncoder.java", 95),
                            Map.entry("SynReader.java", 85))),
            new Target(
                    "answer",
                    AnswerFuzz.class,
                    List.of(),
                    List.of("io.braid.engine.convert"),
                    Map.ofEntries(
                            Map.entry("AnswerDecoder.java", 95),
                            Map.entry("ErrorCodec.java", 85),
                            Map.entry("MessageCodec.java", 90),
                            Map.entry("TlvCodec.java", 90),
                            Map.entry("TcpOption.java", 80))),
            new Target(
                    "netlink",
                    NetlinkFuzz.class,
                    List.of(),
                    List.of("io.braid.engine.linux.netlink"),
                    Map.ofEntries(
                            Map.entry("Message.java", 95),
                            Map.entry("Attributes.java", 90),
                            Map.entry("PathEvent.java", 95),
                            Map.entry("LinkAddress.java", 95),
                            Map.entry("DiagSocket.java", 80),
                            Map.entry("LinkStatistics.java", 90),
                            Map.entry("Link.java", 50))),
            new Target(
                    "icmp",
                    IcmpFuzz.class,
                    List.of(),
                    List.of("io.braid.engine.icmp"),
                    Map.ofEntries(Map.entry("Unreachable.java", 90))),
            new Target(
                    "ident",
                    IdentFuzz.class,
                    List.of(),
                    List.of("io.braid.engine.ident"),
                    Map.ofEntries(Map.entry("IdentReply.java", 85))),
            new Target(
                    "conversion",
                    ConversionFuzz.class,
                    ConversionFuzz.seeds(),
                    List.of("io.braid.engine.relay"),
                    Map.ofEntries(
                            Map.entry("ConversionCodec.java", 90))),
            new Target(
                    "framing",
                    FramingFuzz.class,
                    List.of(),
                    List.of("io.braid.netconf.frame"),
                    Map.ofEntries(
                            Map.entry("ChunkedInput.java", 95),
                            Map.entry("EndOfMessageInput.java", 95),
                            Map.entry("FrameReader.java", 95),
                            Map.entry("ByteSource.java", 85))),
            new Target(
                    "radius",
                    RadiusFuzz.class,
                    List.of(),
                    List.of("io.braid.radius.packet"),
                    Map.ofEntries(Map.entry("PacketCodec.java", 60), Map.entry("Attributes.java", 60))),
            new Target(
                    "request",
                    RequestFuzz.class,
                    List.of(),
                    List.of("io.braid.netconf.rpc", "io.braid.netconf.xml", "io.braid.yang.edit"),
                    Map.ofEntries(
                            Map.entry("RpcParser.java", 95),
                            Map.entry("XmlInput.java", 60),
                            Map.entry("EditReader.java", 65),
                            Map.entry("EditMarks.java", 70),
                            Map.entry("KeyPredicates.java", 60))),
            new Target(
                    "document",
                    DocumentFuzz.class,
                    List.of(),
                    List.of("io.braid.yang.codec"),
                    Map.ofEntries(
                            Map.entry("XmlReader.java", 95),
                            Map.entry("XmlCursor.java", 70),
                            Map.entry("JsonReader.java", 75),
                            Map.entry("CurlyReader.java", 85),
                            Map.entry("SetReader.java", 80),
                            Map.entry("Words.java", 70),
                            Map.entry("StrictText.java", 65),
                            Map.entry("Frame.java", 75))),
            new Target(
                    "store",
                    StoreFuzz.class,
                    List.of(),
                    List.of("io.braid.yang.store"),
                    Map.ofEntries(
                            Map.entry("LineReader.java", 95),
                            Map.entry("Lines.java", 95),
                            Map.entry("RecordText.java", 85),
                            Map.entry("Snapshot.java", 85),
                            Map.entry("Typed.java", 90),
                            Map.entry("Journal.java", 75),
                            Map.entry("ChangeText.java", 60))));

    @ParameterizedTest
    @FieldSource("TARGETS")
    void nothingIsFoundAndTheBranchesAreReached(Target target) throws Exception {
        int seconds = (Boolean.getBoolean("braid.full") ? FULL_SECONDS : SECONDS) / TARGETS.size();
        Fuzzer.Outcome outcome = Fuzzer.run(target, seconds);
        assertTrue(outcome.inputs() >= INPUTS_MIN, () -> outcome.inputs() + " inputs");
        Map<String, Integer> missed = new TreeMap<>();
        Map<String, Integer> percent = Coverage.of(target, outcome.corpora());
        target.branches().forEach((file, least) -> {
            int reached = percent.getOrDefault(file, 0);
            if (reached < least) {
                missed.put(file + " of " + least + " %", reached);
            }
        });
        assertEquals(Map.of(), missed, () -> "branches that are not reached any more by " + outcome.inputs() + " inputs");
    }
}
