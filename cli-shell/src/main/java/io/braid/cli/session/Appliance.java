package io.braid.cli.session;

import io.braid.yang.datastore.Datastore;
import io.braid.yang.event.EventBus;
import io.braid.yang.operate.Handlers;
import io.braid.yang.view.StateSupply;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What is managed.
 *
 * @param datastore its configuration
 * @param state its operational state
 * @param handlers what performs actions and rpcs
 * @param events what happens
 * @param name what operators call it; asked at each prompt
 * @param files the directory below which each user has one for files
 */
public record Appliance(
        Datastore datastore, StateSupply state, Handlers handlers, EventBus events, Supplier<String> name, Path files) {}
