/** The path manager: which access networks and subflows a connection uses (draft S5.2, S7.2). */
package io.braid.engine.path;
