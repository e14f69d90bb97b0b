package io.braid.engine.linux.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A family of generic netlink and its multicast groups, as the kernel numbered them at its start.
 *
 * @param name the family's name
 * @param id its message type
 * @param groups numbers of its multicast groups, by name
 */
record GenericFamily(String name, int id, Map<String, Integer> groups) {
    /** Bytes of struct genlmsghdr. */
    static final int HEADER_BYTES = 4;

    private static final int GENL_ID_CTRL = 16;
    private static final int CTRL_CMD_GETFAMILY = 3;
    private static final int CTRL_ATTR_FAMILY_ID = 1;
    private static final int CTRL_ATTR_FAMILY_NAME = 2;
    private static final int CTRL_ATTR_MCAST_GROUPS = 7;
    private static final int CTRL_ATTR_MCAST_GRP_NAME = 1;
    private static final int CTRL_ATTR_MCAST_GRP_ID = 2;

    /** Asks the kernel for it; ENOENT when it has none of this name. */
    static GenericFamily resolve(Requests requests, String name) throws IOException {
        MessageBuilder request = message(GENL_ID_CTRL, CTRL_CMD_GETFAMILY).text(CTRL_ATTR_FAMILY_NAME, name);
        List<Message> answers = requests.ask("genl family", name, request);
        if (answers.isEmpty()) {
            throw new MalformedMessageException("no answer about genl family " + name);
        }
        Attributes family = answers.getFirst().attributes(HEADER_BYTES);
        Map<String, Integer> groups = new HashMap<>();
        for (ByteBuffer entry : family.nested(CTRL_ATTR_MCAST_GROUPS).all()) {
            Attributes group = Attributes.parse(entry, 0);
            groups.put(group.text(CTRL_ATTR_MCAST_GRP_NAME, ""), group.u32(CTRL_ATTR_MCAST_GRP_ID, 0));
        }
        return new GenericFamily(name, family.u16(CTRL_ATTR_FAMILY_ID, 0), Map.copyOf(groups));
    }

    /** A request with an acknowledgement, struct genlmsghdr written. */
    MessageBuilder request(int command) {
        return message(id, command);
    }

    private static MessageBuilder message(int family, int command) {
        return new MessageBuilder(family, MessageBuilder.ACK).u8(command).u8(1).u16(0);
    }
}
