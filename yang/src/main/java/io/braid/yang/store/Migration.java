package io.braid.yang.store;

/** Brings data of one version of the model to the next. */
public interface Migration {
    /** The version it starts from; it leads to that plus one. */
    int from();

    /** Changes the data; the names are those of the older model before, and of the newer one after. */
    void apply(StoredNode root);
}
