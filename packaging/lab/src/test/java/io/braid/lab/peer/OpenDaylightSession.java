package io.braid.lab.peer;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opendaylight.netconf.api.messages.NetconfMessage;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.opendaylight.netconf.client.NetconfClientFactoryImpl;
import org.opendaylight.netconf.client.NetconfClientSession;
import org.opendaylight.netconf.client.SimpleNetconfClientSessionListener;
import org.opendaylight.netconf.client.conf.NetconfClientConfiguration.NetconfClientProtocol;
import org.opendaylight.netconf.client.conf.NetconfClientConfigurationBuilder;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.opendaylight.netconf.shaded.sshd.client.ClientFactoryManager;
import org.opendaylight.netconf.shaded.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.opendaylight.netconf.shaded.sshd.common.keyprovider.FileKeyPairProvider;
import org.opendaylight.netconf.shaded.sshd.common.keyprovider.KeyIdentityProvider;
import org.opendaylight.netconf.transport.ssh.ClientFactoryManagerConfigurator;
import org.opendaylight.netconf.transport.ssh.SSHTransportStackFactory;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Host;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.client.rev240814.netconf.client.initiate.stack.grouping.transport.ssh.ssh.SshClientParametersBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.client.rev240814.netconf.client.initiate.stack.grouping.transport.ssh.ssh.TcpClientParametersBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.ssh.client.rev241010.ssh.client.grouping.ClientIdentityBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;

/** A session of OpenDaylight's NETCONF client. */
final class OpenDaylightSession implements AutoCloseable {
    private static final int SECONDS = 30;

    private final SimpleNetconfClientSessionListener listener = new SimpleNetconfClientSessionListener();
    private final DefaultNetconfTimer timer = new DefaultNetconfTimer();
    private final SSHTransportStackFactory transport = new SSHTransportStackFactory("peer", 1);
    private final NetconfClientFactoryImpl clients = new NetconfClientFactoryImpl(timer, transport);
    private final NetconfClientSession session;
    private int messageId;

    OpenDaylightSession(String address, int port, String user, Path key) throws Exception {
        session = clients.createClient(NetconfClientConfigurationBuilder.create()
                        .withProtocol(NetconfClientProtocol.SSH)
                        .withTcpParameters(new TcpClientParametersBuilder()
                                .setRemoteAddress(new Host(IetfInetUtil.ipAddressFor(InetAddress.ofLiteral(address))))
                                .setRemotePort(new PortNumber(Uint16.valueOf(port)))
                                .build())
                        .withSshParameters(new SshClientParametersBuilder()
                                .setClientIdentity(new ClientIdentityBuilder().setUsername(user).build())
                                .build())
                        .withSshConfigurator(new ClientFactoryManagerConfigurator() {
                            @Override
                            protected void configureClientFactoryManager(ClientFactoryManager manager) {
                                manager.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory()));
                                manager.setKeyIdentityProvider(
                                        KeyIdentityProvider.wrapKeyPairs(new FileKeyPairProvider(key).loadKeys(null)));
                            }
                        })
                        .withSessionListener(listener)
                        .build())
                .get(SECONDS, TimeUnit.SECONDS);
    }

    /** What the server's hello says. */
    String capabilities() {
        return String.join("\n", session.getServerCapabilities());
    }

    /** The reply to an operation. */
    String call(String operation) throws Exception {
        String rpc = "<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"odl-" + ++messageId + "\">" + operation
                + "</rpc>";
        String reply = XmlUtil.toString(listener.sendRequest(new NetconfMessage(XmlUtil.readXmlToDocument(rpc)))
                .get(SECONDS, TimeUnit.SECONDS)
                .getDocument(), false);
        if (!reply.contains("message-id=\"odl-" + messageId + "\"")) {
            throw new IllegalStateException("another reply: " + reply);
        }
        return reply;
    }

    @Override
    public void close() {
        session.close();
        clients.close();
        transport.close();
        timer.close();
    }
}
