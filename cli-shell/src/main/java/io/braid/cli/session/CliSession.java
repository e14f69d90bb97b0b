package io.braid.cli.session;

import io.braid.yang.access.Pruning;
import io.braid.yang.access.Rights;
import io.braid.yang.codec.Words;
import io.braid.yang.datastore.Candidate;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.Optional;

/** The work of one operator: the mode, the private candidate, the place in it. Its commands come one at a time. */
public final class CliSession implements AutoCloseable {
    private final Appliance appliance;
    private final Session session;
    private final CliLimits limits;
    private Optional<Candidate> candidate = Optional.empty();
    private DataPath place;
    private boolean over;
    private Seen seen;

    /** What was left out of a tree for a user's rights. */
    private record Seen(Branch root, Rights rights, Branch pruned) {}

    public CliSession(Appliance appliance, Session session, CliLimits limits) {
        this.appliance = appliance;
        this.session = session;
        this.limits = limits;
        this.place = top();
    }

    public Appliance appliance() {
        return appliance;
    }

    public Datastore datastore() {
        return appliance.datastore();
    }

    public Schema schema() {
        return appliance.datastore().schema();
    }

    /** Who it is to the datastore. */
    public Session session() {
        return session;
    }

    public CliLimits limits() {
        return limits;
    }

    /** The files of its user. */
    public CliFiles files() {
        return new CliFiles(appliance.files(), session.principal().user(), limits);
    }

    /** The candidate that is edited; empty in operational mode. */
    public Optional<Candidate> candidate() {
        return candidate;
    }

    /**
     * The candidate that is edited.
     *
     * @throws IllegalStateException in operational mode
     */
    public Candidate editing() {
        return candidate.orElseThrow(() -> new IllegalStateException("no candidate in operational mode"));
    }

    /** Begins to edit a private candidate. */
    public void configure() {
        candidate = Optional.of(datastore().candidate());
        place = top();
    }

    /** Ends editing; what is not committed is gone. */
    public void leave() {
        candidate = Optional.empty();
        place = top();
    }

    /** Replaces what is edited. */
    public void replace(Branch root) throws DatastoreException {
        datastore().copyConfig(session, root, editing());
    }

    /** Where paths of configuration mode begin. */
    public DataPath place() {
        return place;
    }

    public void go(DataPath to) {
        place = to;
    }

    /** The place around everything. */
    public DataPath top() {
        return DataPath.root(schema().root());
    }

    /** What its user may do now. */
    public Rights rights() {
        return datastore().access().of(session.principal());
    }

    /** What of a configuration its user may see. */
    public Branch seen(Branch root) {
        Rights now = rights();
        if (now.unlimited()) {
            return root;
        }
        // A line is parsed, helped and completed many times over the same tree.
        if (seen == null || seen.root != root || seen.rights != now) {
            seen = new Seen(root, now, new Pruning(now).of(root));
        }
        return seen.pruned;
    }

    /** What of changes its user may see. */
    public List<Change> seen(List<Change> changes) {
        return new Pruning(rights()).of(changes);
    }

    /** What of the running configuration its user may see. */
    public Branch running() {
        return seen(datastore().running().root());
    }

    /** The tree that words name parts of, as far as its user may see it: the candidate while there is one. */
    public Branch tree() {
        return seen(candidate.map(Candidate::root).orElseGet(() -> datastore().running().root()));
    }

    /** A place as command lines write it, each word behind a space. */
    public static String words(DataPath place) {
        StringBuilder text = new StringBuilder();
        for (DataPath step : place.steps()) {
            text.append(' ').append(step.schema().word());
            step.key().ifPresent(key -> key.values().forEach(value -> text.append(' ').append(Words.quote(value))));
        }
        return text.toString();
    }

    /** Running and the state beside it, as far as its user may see them. */
    public Instance operational() {
        return operational(datastore().running().root());
    }

    /** A form of running, and the state beside it, as far as its user may see them. */
    public Instance operational(Branch root) {
        return new Evaluator(schema(), appliance.state(), rights().sight()).root(root);
    }

    /** Ends the session after the command. */
    public void end() {
        over = true;
    }

    public boolean over() {
        return over;
    }

    /** Lets go of everything: locks, the candidate, a commit that only this session could confirm. */
    @Override
    public void close() {
        leave();
        datastore().endSession(session);
    }
}
