package io.braid.lab.figure;

import io.braid.lab.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/** Every scenario there is. */
public final class Scenarios {
    private static final List<Scenario> ALL = List.of(
            new ClientSide(),
            new MultipathServer(),
            new TwoConversionPoints(),
            new LteWlan(),
            new HybridAccess(),
            new ExplicitHost(),
            new ExplicitCpe(),
            new ImplicitHost(),
            new ImplicitCpe(),
            new InsertedJoin(),
            new BrokenDemultiplexing(),
            new Demultiplexing(),
            new MaintainedPoint(),
            new IgnoredCBit(),
            new InterceptedFastOpen(),
            new CrashBypass(),
            new HostIdentification(),
            new RefusedCustomer(),
            new HalfClose(),
            new Reset(),
            new Big(),
            new SubflowCap(),
            new ForbiddenDestinations(),
            new FourKinds(),
            new InformationElements(),
            new AnyPort(),
            new ConvertAnswers(),
            new ConvertErrors(),
            new ConvertCookie(),
            new CpeCookie(),
            new Hairpin(),
            new Garbage(),
            new AuthorizedByNobody(),
            new AuthorizedByPrefix(),
            new AuthorizedByIdent(),
            new Caps(),
            new InternetSide(),
            new LanToMcp(),
            new IngressAcl(),
            new Nacm(),
            new PreservedSource(),
            new TwoPlaces(),
            new Location(),
            new ConvertFallback(),
            new ConvertMiddlebox(),
            new McpFailover(),
            new NativeHost(),
            new PathLoss(),
            new BothPathsLoss(),
            new SubflowOrder(),
            new CleanStop(),
            new CommitStorm(),
            new StateAgrees(),
            new AuthorizedByRadius(),
            new RadiusFailover(),
            new RadiusOutage(),
            new UnsignedReply(),
            new RadSec(),
            new RadiusAclDownload(),
            new RadiusPolicy(),
            new RadiusCoa(),
            new RadiusDisconnect(),
            new RadiusAccounting(),
            new NetconfPeers(),
            new CliTour());

    private Scenarios() {}

    /** All of them, in the order of the draft. */
    public static List<Scenario> all() {
        return ALL;
    }

    /** The one of this name. */
    public static Optional<Scenario> named(String name) {
        return ALL.stream().filter(s -> s.about().name().equals(name)).findFirst();
    }
}
