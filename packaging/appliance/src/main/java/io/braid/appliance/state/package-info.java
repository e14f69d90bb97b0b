/** What the appliance tells of itself: operational state of the model, and actions. Reads the engine, and knows YANG. */
package io.braid.appliance.state;
